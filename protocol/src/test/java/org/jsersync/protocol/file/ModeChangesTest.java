package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 04-options, section 1.6: what rsync itself makes of these modes with umask 022. */
class ModeChangesTest {
  private static final int UMASK = 022;
  private static final List<String> FILES =
      List.of("644", "755", "600", "444", "4755", "1640", "0");
  private static final List<String> DIRECTORIES = List.of("755", "700", "2775", "1777");

  private static String applied(ModeChanges changes, int type, String mode) {
    int bits = Integer.parseInt(mode, 8);
    FileStat stat = new FileStat(type | bits, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    int made = changes.apply(stat).mode();
    assertThat(made & FileStat.TYPE_MASK).isEqualTo(type);
    return Integer.toOctalString(made & 07777);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u+x             | 744 755 700 544 4755 1740 100 755 700 2775 1777
          g-w             | 644 755 600 444 4755 1640 0 755 700 2755 1757
          o=              | 640 750 600 440 4750 1640 0 750 700 2770 1770
          a+r             | 644 755 644 444 4755 1644 444 755 744 2775 1777
          +x              | 755 755 711 555 4755 1751 111 755 711 2775 1777
          +w              | 644 755 600 644 4755 1640 200 755 700 2775 1777
          -w              | 444 555 400 444 4555 1440 0 555 500 2575 1577
          -r              | 200 311 200 0 4311 1200 0 311 300 2331 1333
          =r              | 444 444 444 444 4444 1444 444 444 444 2444 1444
          =               | 0 0 0 0 4000 1000 0 0 0 2000 1000
          =rw             | 644 644 644 644 4644 1644 644 644 644 2644 1644
          u=rwx           | 744 755 700 744 4755 1740 700 755 700 2775 1777
          u=rwx,g=rx,o=   | 750 750 750 750 4750 1750 750 750 750 2750 1750
          ug=rw,o=r       | 664 664 664 664 4664 1664 664 664 664 2664 1664
          644             | 644 644 644 644 644 644 644 644 644 644 644
          0644            | 644 644 644 644 644 644 644 644 644 644 644
          7777            | 7777 7777 7777 7777 7777 7777 7777 7777 7777 7777 7777
          0               | 0 0 0 0 0 0 0 0 0 0 0
          D755,F644       | 644 644 644 644 644 644 644 755 755 755 755
          D2775,F640      | 640 640 640 640 640 640 640 2775 2775 2775 2775
          Dgo-w           | 644 755 600 444 4755 1640 0 755 700 2755 1755
          Fgo-w           | 644 755 600 444 4755 1640 0 755 700 2775 1777
          Dg+s            | 644 755 600 444 4755 1640 0 2755 2700 2775 3777
          ug=rwX          | 664 775 660 664 4775 1660 660 775 770 2775 1777
          a+X             | 644 755 600 444 4755 1640 0 755 711 2775 1777
          +X              | 644 755 600 444 4755 1640 0 755 711 2775 1777
          -X              | 644 644 600 444 4644 1640 0 644 600 2664 1666
          =X              | 0 111 0 0 4111 1000 0 111 111 2111 1111
          go=u            | 666 777 666 444 4777 666 0 777 777 777 777
          g=u             | 664 775 660 444 4775 1660 0 775 770 775 1777
          o=g             | 644 755 600 444 4755 644 0 755 700 2777 777
          u=g             | 444 555 0 444 555 1440 0 555 0 2775 1777
          a=u             | 666 777 666 444 777 666 0 777 777 777 777
          +u              | 644 755 644 444 4755 1644 0 755 755 2775 1777
          -g              | 200 200 600 0 4200 1200 0 200 700 2020 1022
          =o              | 444 555 0 444 555 0 0 555 0 555 755
          g+u             | 664 775 660 444 4775 1660 0 775 770 2775 1777
          g-u             | 604 705 600 404 4705 1600 0 705 700 2705 1707
          o+g             | 644 755 600 444 4755 1644 0 755 700 2777 1777
          u-o             | 244 255 600 44 4255 1640 0 255 700 2275 1077
          ug=o            | 444 555 0 444 555 1000 0 555 0 555 1777
          u+s             | 4644 4755 4600 4444 4755 5640 4000 4755 4700 6775 5777
          g+s             | 2644 2755 2600 2444 6755 3640 2000 2755 2700 2775 3777
          o+s             | 4644 4755 4600 4444 4755 5640 4000 4755 4700 6775 5777
          a+s             | 6644 6755 6600 6444 6755 7640 6000 6755 6700 6775 7777
          +s              | 4644 4755 4600 4444 4755 5640 4000 4755 4700 6775 5777
          ug+s            | 6644 6755 6600 6444 6755 7640 6000 6755 6700 6775 7777
          -s              | 644 755 600 444 755 1640 0 755 700 2775 1777
          u-s             | 644 755 600 444 755 1640 0 755 700 2775 1777
          a-s             | 644 755 600 444 755 1640 0 755 700 775 1777
          +t              | 1644 1755 1600 1444 5755 1640 1000 1755 1700 3775 1777
          -t              | 644 755 600 444 4755 640 0 755 700 2775 777
          o+t             | 1644 1755 1600 1444 5755 1640 1000 1755 1700 3775 1777
          u+t             | 1644 1755 1600 1444 5755 1640 1000 1755 1700 3775 1777
          =t              | 1000 1000 1000 1000 5000 1000 1000 1000 1000 3000 1000
          u=s             | 4044 4055 4000 4044 4055 5040 4000 4055 4000 6075 5077
          g=s             | 2604 2705 2600 2404 6705 3600 2000 2705 2700 2705 3707
          u=rs            | 4444 4455 4400 4444 4455 5440 4400 4455 4400 6475 5477
          a=rwx           | 777 777 777 777 4777 1777 777 777 777 2777 1777
          D=rwx           | 644 755 600 444 4755 1640 0 755 755 2755 1755
          F=rw            | 644 644 644 644 4644 1644 644 755 700 2775 1777
          Du=rwx          | 644 755 600 444 4755 1640 0 755 700 2775 1777
          Fu+x,Dg-x       | 744 755 700 544 4755 1740 100 745 700 2765 1767
          D+x,F-x         | 644 644 600 444 4644 1640 0 755 711 2775 1777
          go-rwx          | 600 700 600 400 4700 1600 0 700 700 2700 1700
          go=             | 600 700 600 400 4700 1600 0 700 700 2700 1700
          u=rw,go=r       | 644 644 644 644 4644 1644 644 644 644 2644 1644
          D777,F666       | 666 666 666 666 666 666 666 777 777 777 777
          a=rX            | 444 555 444 444 4555 1444 444 555 555 2555 1555
          u+              | 644 755 600 444 4755 1640 0 755 700 2775 1777
          D-              | 644 755 600 444 4755 1640 0 755 700 2775 1777
          F+              | 644 755 600 444 4755 1640 0 755 700 2775 1777
          uu+x            | 744 755 700 544 4755 1740 100 755 700 2775 1777
          aa=r            | 444 444 444 444 4444 1444 444 444 444 2444 1444
          -rwx            | 0 0 0 0 4000 1000 0 0 0 2020 1022
          +rwx            | 755 755 755 755 4755 1755 755 755 755 2775 1777
          =rwx            | 755 755 755 755 4755 1755 755 755 755 2755 1755
          u=,g=,o=        | 0 0 0 0 4000 1000 0 0 0 2000 1000
          Dug=rwx,Do=     | 644 755 600 444 4755 1640 0 770 770 2770 1770
          g=u,o=g         | 666 777 666 444 4777 666 0 777 777 777 777
          a=,u=r          | 400 400 400 400 4400 1400 400 400 400 2400 1400
          -x,+X           | 644 755 600 444 4755 1640 0 755 711 2775 1777
          u+x,+X          | 744 755 700 544 4755 1740 100 755 711 2775 1777
          u=t             | 1044 1055 1000 1044 1055 1040 1000 1055 1000 3075 1077
          a+st            | 7644 7755 7600 7444 7755 7640 7000 7755 7700 7775 7777
          +st             | 5644 5755 5600 5444 5755 5640 5000 5755 5700 7775 5777
          =s              | 4000 4000 4000 4000 4000 5000 4000 4000 4000 6000 5000
          =st             | 5000 5000 5000 5000 5000 5000 5000 5000 5000 7000 5000
          """)
  void asRsyncDoes(String specification, String wanted) {
    ModeChanges changes = ModeChanges.parse(specification, UMASK);
    List<String> made = new ArrayList<>();
    for (String mode : FILES) {
      made.add(applied(changes, FileStat.REGULAR, mode));
    }
    for (String mode : DIRECTORIES) {
      made.add(applied(changes, FileStat.DIRECTORY, mode));
    }
    assertThat(String.join(" ", made)).isEqualTo(wanted);
  }

  @Test
  void severalAreAppliedInTurnAndLinksKeepTheirs() {
    ModeChanges both = ModeChanges.parse("D755,F640", UMASK).then(ModeChanges.parse("o+r", UMASK));
    assertThat(applied(both, FileStat.REGULAR, "777")).isEqualTo("644");
    assertThat(applied(both, FileStat.DIRECTORY, "700")).isEqualTo("755");
    assertThat(applied(both, FileStat.SYMLINK, "777")).isEqualTo("777");
    assertThat(ModeChanges.parse("u+x", UMASK)).isEqualTo(ModeChanges.parse("u+x", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "zz", "u", "8", "77777", "u644", "DF+x", "u+rz", "u+x,", "a+ug", "D", "+x-w"})
  void whatIsNoneIsRefused(String specification) {
    assertThatThrownBy(() -> ModeChanges.parse(specification, UMASK))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
