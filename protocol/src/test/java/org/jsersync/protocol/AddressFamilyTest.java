package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFamilyTest {
  @ParameterizedTest
  @CsvSource({"ANY,127.0.0.1", "IPV4,127.0.0.1", "ANY,::1", "IPV6,::1"})
  void anAddressThatFits(AddressFamily family, String host) throws UnknownHostException {
    assertThat(family.resolve(host)).containsExactly(InetAddress.getByName(host));
  }

  @ParameterizedTest
  @CsvSource({"IPV6,127.0.0.1,IPv6", "IPV4,::1,IPv4"})
  void oneThatDoesNot(AddressFamily family, String host, String name) {
    assertThatThrownBy(() -> family.resolve(host))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage(host + " has no " + name + " address");
  }

  @Test
  void nobodyKnowsIt() {
    assertThatThrownBy(() -> AddressFamily.ANY.resolve("no-such-host.invalid"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("unknown host no-such-host.invalid");
  }
}
