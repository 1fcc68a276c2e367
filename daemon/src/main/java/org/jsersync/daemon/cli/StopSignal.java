package org.jsersync.daemon.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for the wish to stop: the first SIGTERM, SIGINT or SIGHUP. The second one is a wish to stop
 * at once. A process in the background has no terminal that could hang up, so SIGHUP means nothing
 * to it. What was ignored when the process began (nohup) stays ignored.
 */
final class StopSignal {
  private final CountDownLatch wished = new CountDownLatch(1);
  private final Runnable atOnce;

  /**
   * A signal that nobody sent yet.
   *
   * @param atOnce what the second one does; commonly ends the process
   */
  StopSignal(Runnable atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * Lets the process's own signals count; without them it keeps their default action.
   *
   * @param background whether it belongs to no terminal
   */
  StopSignal listen(boolean background) {
    try {
      handle("TERM", true);
      handle("INT", true);
      handle("HUP", !background);
    } catch (ReflectiveOperationException _) {
      // A runtime without jdk.unsupported: the mirror ends where it stands, and compares at start.
    }
    return this;
  }

  /** The only way to hear signals in Java; by reflection, since naming it is a compiler warning. */
  private void handle(String name, boolean counts) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler calls =
        (_, method, _) -> {
          if (counts && method.getName().equals("handle")) {
            raise();
          }
          return null;
        };
    Object ours =
        Proxy.newProxyInstance(StopSignal.class.getClassLoader(), new Class<?>[] {handler}, calls);
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
  }

  /** One more signal. */
  synchronized void raise() {
    if (wished.getCount() == 0) {
      atOnce.run();
    }
    wished.countDown();
  }

  /** Returns when it is time to stop. */
  void await() throws InterruptedException {
    wished.await();
  }
}
