package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;

/** Where sessions come from: opened when they are needed, or from a {@link Stock}. */
public interface SessionSource {
  /**
   * A session at the seed.
   *
   * @param farewell ends a session of this kind that was opened ahead and is not used
   * @param messages gets what the daemon sends between the data
   * @param greeting hears the daemon's free text before the session, if it is opened now
   * @throws RsyncException saying which daemon and module, what, and what to do
   */
  Session open(
      SessionRequest request, Farewell farewell, MessageHandler messages, GreetingListener greeting)
      throws RsyncException;

  /**
   * Says that a session of this kind may soon be asked for.
   *
   * @throws RsyncException if the request cannot be; what goes wrong later, {@link #open} says
   */
  void expect(SessionRequest request, Farewell farewell) throws RsyncException;

  /** Ends a session in which nothing was done, so that the daemon has nothing to complain of. */
  @FunctionalInterface
  interface Farewell {
    void say(Session session) throws RsyncException;
  }
}
