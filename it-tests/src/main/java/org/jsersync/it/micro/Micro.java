package org.jsersync.it.micro;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package. */
public final class Micro {
  private Micro() {}

  /**
   * Runs those whose names match.
   *
   * @param regex matches a part of class and method
   * @param compiler 4 as in a mirror that has run for long, 1 as in a short run: the JVM's {@code
   *     TieredStopAtLevel}
   * @param seconds each is measured
   */
  public static void run(String regex, int compiler, int seconds) {
    try {
      new Runner(
              new OptionsBuilder()
                  .include(regex)
                  .forks(1)
                  .warmupIterations(2)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(seconds)
                  .measurementTime(TimeValue.seconds(1))
                  .jvmArgs(
                      "--enable-native-access=ALL-UNNAMED",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=" + compiler,
                      "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"))
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("the benchmarks did not run", e);
    }
  }
}
