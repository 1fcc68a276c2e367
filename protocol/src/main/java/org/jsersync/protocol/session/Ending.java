package org.jsersync.protocol.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out why a connection ended, which may take a moment. */
@FunctionalInterface
interface Ending {
  /** The socket itself says it. */
  Ending AS_SEEN = (cause, told) -> told.accept(cause);

  /**
   * Tells the reason, once.
   *
   * @param cause what the socket said; null if the other side closed it in order
   * @param told takes the reason, on any thread; null if there is none
   */
  void explain(@Nullable Throwable cause, Consumer<@Nullable Throwable> told);
}
