package org.jsersync.daemon.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jsersync.daemon.config.ConfigEntry;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.protocol.RsyncException;

/**
 * {@code --check}: says of each line of a configuration what becomes of it, and tries what it
 * names. Nothing is changed, here or elsewhere.
 */
final class Checkup {
  private static final int FAILED = 1;

  private final ConfigReader reader;
  private final Probe probe;
  private final PrintStream out;
  private boolean failed;

  Checkup(ConfigReader reader, Probe probe, PrintStream out) {
    this.reader = reader;
    this.probe = probe;
    this.out = out;
  }

  /** Checks a file; returns 0 if all of it will work, 1 if something will not. */
  int run(String file) {
    try {
      ParsedConfig parsed = reader.read(ConfigReader.file(file), true);
      parsed.entries().forEach(this::tell);
      Preflight.checkPlaces(parsed.config());
    } catch (ConfigException e) {
      String place = e.line() == 0 ? e.file() : e.file() + ":" + e.line() + ":" + e.column();
      line(place, Finding.Verdict.FAILS.name(), e.text());
      failed = true;
    } catch (RsyncException e) {
      line(file, Finding.Verdict.FAILS.name(), String.valueOf(e.getMessage()));
      failed = true;
    }
    return failed ? FAILED : 0;
  }

  private void tell(ConfigEntry entry) {
    switch (entry.standing()) {
      case IGNORED, UNUSED -> line(entry.place(), "ignored", entry.text());
      case DOUBTFUL -> line(entry.place(), "warning", entry.text());
      case SET -> {
        if (entry.subject() == null) {
          line(entry.place(), "ok", entry.text());
        } else {
          tell(entry, probe.look(entry.subject()));
        }
      }
    }
  }

  private void tell(ConfigEntry entry, List<Finding> findings) {
    for (Finding finding : findings) {
      failed |= finding.verdict() == Finding.Verdict.FAILS;
      line(entry.place(), finding.verdict().name(), entry.text() + ": " + finding.text());
    }
  }

  private void line(String place, String standing, String text) {
    out.printf("%s  %-8s %s%n", place, standing.toLowerCase(Locale.ROOT), text);
  }
}
