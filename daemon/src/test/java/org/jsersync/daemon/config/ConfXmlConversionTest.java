package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsersync.daemon.cli.rsync.MirrorOptions;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A converted configuration means what it meant. */
class ConfXmlConversionTest {
  private static final CommonParams RSYNC = new MirrorOptions(Map.of());
  private static final BytePath HERE = BytePath.of("/here");
  private static final List<BytePath> NAMES =
      List.of("a", ".x", "x~", "a.php", "info", "d/static", "s.gz", "a|b").stream()
          .map(BytePath::of)
          .toList();

  private final ConfXml xml = new ConfXml(RSYNC, HERE, Map.of());
  private final YamlConfig yaml = new YamlConfig(RSYNC, HERE, Map.of());

  /** All that a mirror makes of a configuration, filters by what they say of some names. */
  private static String meaning(MirrorConfig config) {
    StringBuilder text = new StringBuilder();
    text.append(config.debug()).append(config.sessions()).append(config.failLog()).append('\n');
    for (TreeConfig tree : config.trees()) {
      text.append(tree.root()).append(tree.triggers().stream().sorted().toList());
      text.append(tree.delete()).append(tree.initialSync()).append(tree.settle());
      FullSyncConfig fullSync = tree.fullSync();
      if (fullSync != null) {
        text.append(fullSync.when()).append(fullSync.excludes());
      }
      for (PluginConfig plugin : tree.plugins()) {
        text.append(plugin);
        if (plugin instanceof PluginConfig.RefreshCdn cdn) {
          text.append(cdn.password()).append(cdn.match());
        }
      }
      for (BytePath name : NAMES) {
        text.append(tree.exclude().excluded(name, true))
            .append(tree.transientNames().excluded(name, false));
      }
      for (RemoteConfig remote : tree.remotes()) {
        text.append('\n').append(remote.target()).append(remote.password());
        text.append(remote.options().filter());
        for (BytePath name : NAMES) {
          text.append(remote.options().filter().excludesEffectively(name, false));
        }
        text.append(remote.options().toBuilder().filter(FilterRules.EMPTY).build());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void assertSame(String text, Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("confxml.xml"), text);
    String converted = xml.toYaml(file);
    for (boolean initialSync : new boolean[] {false, true}) {
      String before = meaning(xml.read(file, initialSync).config());
      String after =
          meaning(yaml.parse("converted", ByteText.encode(converted), initialSync).config());
      assertThat(after).as(text + "\n" + converted).isEqualTo(before);
    }
  }

  @Test
  void thePublishedConfiguration(@TempDir Path dir) throws Exception {
    assertSame(ConfXmlFixture.published(), dir);
  }

  @Test
  void anyConfiguration(@TempDir Path dir) throws Exception {
    long seed = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      try {
        assertSame(new Any(new Random(seed + i)).configuration(), dir);
      } catch (AssertionError | ConfigException e) {
        throw new AssertionError("seed " + (seed + i), e);
      }
    }
  }

  @Test
  void whatHasNoEffectIsAComment(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("c.xml"),
            ConfXmlFixture.with("<bogus/><debug start=\"ture\"/>"),
            StandardCharsets.UTF_8);
    assertThat(xml.toYaml(file))
        .contains("# " + file + ":1:88: unknown element <bogus> in <head> is ignored\n")
        .contains(": start=\"ture\" means off: only \"true\" switches on\n")
        .doesNotContain("\ndebug");
  }

  /** Configurations by chance, all of which can be used. */
  private record Any(Random random) {
    private String one(String... of) {
      return of[random.nextInt(of.length)];
    }

    private boolean often() {
      return random.nextInt(3) > 0;
    }

    private String flag() {
      return often() ? "true" : one("false", "ture", "", "TRUE");
    }

    String configuration() {
      List<String> parts = new ArrayList<>();
      if (often()) {
        parts.add("<debug start=\"" + flag() + "\"/>");
      }
      if (often()) {
        parts.add(
            "<filter start=\""
                + flag()
                + "\"><exclude expression=\""
                + expression()
                + "\"/><exclude expression=\""
                + expression()
                + "\"/></filter>");
      }
      if (often()) {
        parts.add(
            "<inotify><closeWrite start=\"true\"/><delete start=\""
                + flag()
                + "\"/><createFile start=\""
                + flag()
                + "\"/><moveFrom start=\""
                + flag()
                + "\"/><modify start=\""
                + flag()
                + "\"/></inotify>");
      }
      parts.add(
          random.nextInt(parts.size() + 1),
          "<sersync>" + trees() + rsync() + schedules() + plugin() + "</sersync>");
      parts.add(plugins());
      return one("", "\ufeff", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n")
          + "<head version=\"2.5\">"
          + String.join(one("", "\n", "<bogus/>", "<!-- c -->"), parts)
          + "</head>";
    }

    private String expression() {
      return one("(.*)\\.php", "^info/*", "a|b", "&#10;\\t&quot;", "", "数.*", "(?i)S\\.GZ");
    }

    private String trees() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        text.append("<localpath watch=\"");
        text.append(one("/data", " rel/a ", "/my src &amp; it's\\", "/数据/&#x9b;", "/data/", "."));
        text.append("\">");
        for (int j = random.nextInt(3); j >= 0; j--) {
          text.append("<remote ip=\"").append(one("h", "me@h", "::1", "192.0.2.1"));
          text.append("\" name=\"").append(one("m", "m/sub", "m/a b/", "数", "n")).append("\"/>");
        }
        text.append("</localpath>");
      }
      return text.toString();
    }

    private String schedules() {
      return (often()
              ? "<failLog path=\"/var/日志\" timeToExecute=\"" + one("5", "0", "x") + "\"/>"
              : "")
          + (often()
              ? "<crontab start=\""
                  + flag()
                  + "\" schedule=\""
                  + one("600", "30 2 * * *", "0", "*/5 1-3 * jan mon")
                  + "\"><crontabfilter start=\""
                  + flag()
                  + "\"><exclude expression=\"*.php\"/><exclude"
                  + " expression=\"info/*\"/></crontabfilter></crontab>"
              : "");
    }

    private String plugin() {
      return often()
          ? "<plugin start=\""
              + flag()
              + "\" name=\""
              + one("command", "socket", "refreshCDN", "http")
              + "\"/>"
          : "";
    }

    private String plugins() {
      return "<plugin name=\"command\"><param prefix=\"/bin/sh '/a b'\" suffix=\""
          + one("", "x y")
          + "\" ignoreError=\""
          + flag()
          + "\"/><filter start=\""
          + flag()
          + "\"><include expression=\"[[:alpha:]].*\\.php\"/><include"
          + " expression=\"数.*\"/></filter></plugin><plugin name=\"socket\"><localpath"
          + " watch=\"/s\"><deshost ip=\"192.0.2.1\" port=\"8009\"/></localpath></plugin><plugin"
          + " name=\"refreshCDN\"><localpath watch=\"/c\"><cdninfo domainname=\"cdn\" port=\"80\""
          + " username=\"u\" passwd=\"p\"/><sendurl base=\"http://pic\"/><regexurl regex=\""
          + flag()
          + "\" match=\"cms([/a-z]*)\\.xoyo\"/></localpath></plugin>"
          + "<plugin name=\"http\"><http url=\"http://h:1/x\" timeout=\"5\"/></plugin>";
    }

    private String rsync() {
      return "<rsync>"
          + (often()
              ? "<commonParams params=\""
                  + one(
                      "-artuz",
                      "-aH --exclude='a b' --bwlimit=500",
                      "-rt --delete-after",
                      "-a --port=8730 --password-file=/p --timeout=3",
                      "-a --delete-excluded --filter='P x'",
                      "-av ")
                  + "\"/>"
              : "")
          + (often()
              ? "<auth start=\"" + flag() + "\" users=\"u\" passwordfile=\"/etc/p w\"/>"
              : "")
          + (often() ? "<userDefinedPort start=\"" + flag() + "\" port=\"8730\"/>" : "")
          + (often() ? "<timeout start=\"" + flag() + "\"" + one("", " time=\"9\"") + "/>" : "")
          + "</rsync>";
    }
  }
}
