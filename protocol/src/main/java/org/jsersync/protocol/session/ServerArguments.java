package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncTarget;

/**
 * What a server is told to do: the argument vector of a push, with the options in the order in
 * which rsync sends them (04-options, section 2.3).
 *
 * @param options what to do
 * @param target where
 */
public record ServerArguments(PushOptions options, RsyncTarget target) {
  /**
   * The vector for a protocol. Each argument goes out with a NUL behind it, and one more NUL ends
   * the vector.
   *
   * <p>In the secluded form there are two vectors, both NUL separated: an empty element stands
   * where the first one ends.
   *
   * @param protocol as negotiated
   * @param offerIncremental whether this push can send its list directory by directory
   */
  public List<byte[]> forProtocol(int protocol, boolean offerIncremental) {
    OptionList list = new OptionList();
    LongArguments.add(list, options, protocol);
    Destination destination = Destination.of(target);
    boolean secluded =
        options.has(PushFlag.SECLUDED_ARGS)
            || list.needsSeclusion()
            || destination.splits()
            || needsShelter(list, destination);
    List<byte[]> vector = new ArrayList<>();
    vector.add(bytes("--server"));
    String bundle = ShortArguments.bundle(options, offerIncremental, secluded);
    if (!bundle.isEmpty()) {
      vector.add(bytes("-" + bundle));
    }
    if (secluded) {
      vector.add(new byte[0]);
      vector.add(bytes("rsync"));
    }
    vector.addAll(list.arguments());
    vector.add(bytes("."));
    vector.add(destination.argument());
    return vector;
  }

  /** Whether a login shell, which reads what is not secluded, would find a meaning in it. */
  private boolean needsShelter(OptionList list, Destination destination) {
    return !target.isModule()
        && !(ServerCommand.isPlain(destination.argument())
            && list.arguments().stream().allMatch(ServerCommand::isPlain));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
