package org.jsersync.protocol.child;

import java.util.List;

/**
 * What a child finds around it. No signal is blocked in it, wherever it stands; directory and umask
 * are ours.
 *
 * @param descriptors what its descriptors 0, 1, 2 and so on are, set up in this order
 * @param leads what it leads, so that no signal meant for our group reaches it, and one can be sent
 *     to all that it starts
 * @param others whether it has our further descriptors that are not closed on exec. Where the C
 *     library cannot close them (glibc before 2.34), it has them in any case
 */
public record Surroundings(List<Descriptor> descriptors, Leads leads, boolean others) {
  public Surroundings {
    descriptors = List.copyOf(descriptors);
  }

  /** What a child leads; its number is the child's. */
  public enum Leads {
    /** A process group in our session: it keeps our terminal. */
    GROUP,
    /** A session, and a group in it: it has no terminal. */
    SESSION
  }

  /** What a descriptor of a child is. */
  public sealed interface Descriptor {
    /** What it is in this process. */
    record Inherited() implements Descriptor {}

    /** /dev/null. */
    record Nowhere() implements Descriptor {}

    /**
     * Another descriptor of ours, which may be closed on exec.
     *
     * @param fd its number here
     */
    record Ours(int fd) implements Descriptor {}

    /** What it is in this process. */
    Descriptor INHERITED = new Inherited();

    /** /dev/null. */
    Descriptor NOWHERE = new Nowhere();
  }
}
