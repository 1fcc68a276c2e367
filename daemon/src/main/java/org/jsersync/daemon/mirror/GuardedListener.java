package org.jsersync.daemon.mirror;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Nothing that a listener throws reaches the engine: whoever watches must not stop the work. */
final class GuardedListener {
  private GuardedListener() {}

  /** The same listener; what it throws goes to the thread's handler of uncaught exceptions. */
  static MirrorListener of(MirrorListener listener) {
    return (MirrorListener)
        Proxy.newProxyInstance(
            MirrorListener.class.getClassLoader(),
            new Class<?>[] {MirrorListener.class},
            (proxy, method, arguments) -> call(listener, method, arguments));
  }

  private static @Nullable Object call(
      MirrorListener listener, Method method, Object @Nullable [] arguments)
      throws IllegalAccessException {
    try {
      return method.invoke(listener, arguments);
    } catch (InvocationTargetException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e.getCause());
      return null;
    }
  }
}
