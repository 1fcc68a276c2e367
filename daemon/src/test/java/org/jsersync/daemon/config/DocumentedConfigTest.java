package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.daemon.cli.rsync.MirrorOptions;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** docs/configuration.md tells of every key, and its example can be used. */
class DocumentedConfigTest {
  private static String page() throws Exception {
    return Files.readString(Path.of("../docs/configuration.md"));
  }

  @Test
  void theExampleCanBeUsed() throws Exception {
    Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(example.find()).isTrue();
    ParsedConfig parsed =
        new YamlConfig(new MirrorOptions(Map.of()), BytePath.of("/"), Map.of())
            .parse("example", example.group(1).getBytes(StandardCharsets.UTF_8), false);
    assertThat(parsed.notes()).isEmpty();
    assertThat(parsed.config().trees()).hasSize(2);
    RemoteConfig far = parsed.config().trees().getFirst().remotes().getLast();
    assertThat(far.options().bandwidthLimitKib()).isEqualTo(2048);
    assertThat(far.options().timeoutSeconds()).isEqualTo(300);
    assertThat(far.options().filter().rules()).hasSizeGreaterThan(2);
    TreeConfig data = parsed.config().trees().getFirst();
    assertThat(data.plugins()).extracting(PluginConfig::name).containsExactly("command", "http");
    assertThat(data.fullSync()).isNotNull();
    assertThat(parsed.config().failLog()).isNotNull();
  }

  @Test
  void everyKeyIsDocumented() throws Exception {
    for (String key : YamlConfig.allKeys()) {
      assertThat(page()).contains("| `" + key + "` |");
    }
  }
}
