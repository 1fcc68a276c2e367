package org.jsersync.protocol;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses of a host may be used ({@code --ipv4}, {@code --ipv6}). */
public enum AddressFamily {
  ANY("address", ""),
  IPV4("IPv4 address", "-4"),
  IPV6("IPv6 address", "-6");

  private final String noun;
  private final String letter;

  AddressFamily(String noun, String letter) {
    this.noun = noun;
    this.letter = letter;
  }

  /** The option of rsync and ssh; empty if none is needed. */
  public String letter() {
    return letter;
  }

  private boolean fits(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> address instanceof Inet6Address;
    };
  }

  /**
   * A host's addresses of this family, in the order in which they are to be tried.
   *
   * @throws UnknownHostException one line, if it has none
   */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    InetAddress[] all;
    try {
      all = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      UnknownHostException told = new UnknownHostException("unknown host " + host);
      told.initCause(e);
      throw told;
    }
    List<InetAddress> found = Arrays.stream(all).filter(this::fits).toList();
    if (found.isEmpty()) {
      throw new UnknownHostException(host + " has no " + noun);
    }
    return found;
  }
}
