package org.jsersync.protocol.session;

import java.util.List;
import org.jsersync.protocol.RsyncException;

/** The server's argument vector (01-session, section 3; 04-options, section 2). */
@FunctionalInterface
public interface ArgumentList {
  /**
   * The arguments in order: {@code --server}, the option cluster ending in {@code
   * e.<capabilities>}, long options, {@code .}, the destination. None is empty or longer than 4,000
   * bytes.
   *
   * @param protocol the negotiated protocol, 30 to 32
   * @throws RsyncException if the request cannot be said in this protocol
   */
  List<byte[]> forProtocol(int protocol) throws RsyncException;
}
