package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jsersync.protocol.file.PosixAcl.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access control lists in the form in which the kernel hands them out. */
class PosixAclTest {
  private static final BytePath PATH = BytePath.of("dir/file");

  /** Named users and groups as the kernel took them: it does not sort by id. */
  private static final String UNSORTED =
      "02000000 01000600ffffffff 0200060005000000 0200040001000000 04000400ffffffff"
          + " 0800050003000000 0800040000286bee 10000600ffffffff 20000400ffffffff";

  private static PosixAcl parse(String hex) throws PosixException {
    return PosixAcl.parse(HexFormat.of().parseHex(hex.replace(" ", "")), PATH);
  }

  @Test
  void namedOnesAreSortedUsersFirst() throws PosixException {
    assertThat(parse(UNSORTED))
        .isEqualTo(
            new PosixAcl(
                6,
                4,
                6,
                4,
                List.of(
                    new Named(false, 1, 4),
                    new Named(false, 5, 6),
                    new Named(true, 3, 5),
                    new Named(true, (int) 4_000_000_000L, 4))));
  }

  @Test
  void whatIsNotThereIsNone() throws PosixException {
    assertThat(PosixAcl.parse(null, PATH)).isEqualTo(PosixAcl.NONE);
    assertThat(PosixAcl.access(ExtendedAttributes.NONE, PATH)).isEqualTo(PosixAcl.NONE);
    assertThat(PosixAcl.ofDefault(ExtendedAttributes.NONE, PATH)).isEqualTo(PosixAcl.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'', an ACL with 0 bytes",
    "020000, an ACL with 3 bytes",
    "02000000 01, an ACL with 5 bytes",
    "03000000, an ACL with version 3",
    "02000000 01000800ffffffff, an ACL with permissions 8",
    "02000000 40000700ffffffff, an ACL with an entry of kind 64",
    "02000000 10000700ffffffff 10000500ffffffff, an ACL with two entries of kind 16"
  })
  void anythingElseIsATypedError(String hex, String reason) {
    assertThatThrownBy(() -> parse(hex))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining("dir/file");
  }

  @Test
  void whateverTheBytesAreTheyAreAListOrATypedError() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = HexFormat.of().parseHex(UNSORTED.replace(" ", ""));
    int lists = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = valid.clone();
      for (int i = random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 9);
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      }
      try {
        PosixAcl acl = PosixAcl.parse(bytes, PATH);
        lists++;
        assertThat(PosixAcl.parse(written(acl), PATH)).isEqualTo(acl);
      } catch (PosixException _) {
        // As it should.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", " + HexFormat.of().formatHex(bytes), e);
      }
    }
    assertThat(lists).isPositive();
  }

  private static byte[] written(PosixAcl acl) {
    ByteBuffer out =
        ByteBuffer.allocate(4 + 8 * (4 + acl.named().size())).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(2);
    put(out, 1, acl.userObj(), -1);
    acl.named().stream().filter(n -> !n.isGroup()).forEach(n -> put(out, 2, n));
    put(out, 4, acl.groupObj(), -1);
    acl.named().stream().filter(Named::isGroup).forEach(n -> put(out, 8, n));
    put(out, 16, acl.mask(), -1);
    put(out, 32, acl.other(), -1);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void put(ByteBuffer out, int tag, Named named) {
    put(out, tag, named.permissions(), named.id());
  }

  private static void put(ByteBuffer out, int tag, int permissions, int id) {
    if (permissions != PosixAcl.ABSENT) {
      out.putShort((short) tag).putShort((short) permissions).putInt(id);
    }
  }
}
