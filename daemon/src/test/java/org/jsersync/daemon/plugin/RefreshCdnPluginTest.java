package org.jsersync.daemon.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RefreshCdnPluginTest {
  private final Listener listener = new Listener();

  @AfterEach
  void close() {
    listener.close();
  }

  private RefreshCdnPlugin plugin(String watch, String base, @Nullable String match) {
    return new RefreshCdnPlugin(
        new PluginConfig.RefreshCdn(
            watch,
            "127.0.0.1",
            listener.port(),
            "U",
            "P",
            base,
            match == null ? null : Pattern.compile(match)));
  }

  private String request(RefreshCdnPlugin plugin, ChangedPath path) throws Exception {
    try (plugin) {
      plugin.deliver(Names.of(path));
      return listener.nextText();
    }
  }

  @Test
  void aPlainNameMakesSersyncsRequest() throws Exception {
    assertThat(request(plugin("/w", "http://h/cms", null), Names.file("rel/path-1_~.txt")))
        .isEqualTo(
            """
            HEAD /index.jsp?user=U&pswd=P&ok=ok&urls=http://h/cms/rel/path-1_~.txt HTTP/1.0\r
            Host: 127.0.0.1\r
            \r
            """);
    assertThat(request(plugin("/w", "http://h/cms", null), Names.directory("rel/dir")))
        .startsWith("HEAD /index.jsp?user=U&pswd=P&ok=ok&dirs=http://h/cms/rel/dir/ HTTP/1.0\r\n");
  }

  @Test
  void slashesOfTheWatchedDirectoryGoThoseOfTheBaseStay() throws Exception {
    assertThat(url(plugin("/w/", "http://h/", null), Names.file("a"))).isEqualTo("http://h//a");
  }

  private String url(RefreshCdnPlugin plugin, ChangedPath path) throws Exception {
    String request = request(plugin, path);
    return request.substring(request.indexOf("s=http") + 2, request.indexOf(" HTTP/1.0"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a b,a%20b",
        "100%,100%25",
        "a#b&c+d,a%23b%26c%2Bd",
        "`a\r\nHost: evil`,a%0D%0AHost:%20evil",
        "\u00c3\u00a4\u00ff,%C3%A4%FF",
        "a\"<>\\^`{|},a%22%3C%3E%5C%5E%60%7B%7C%7D",
        "!$'()*;=?@:,!$'()*;=?@:"
      })
  void whatWouldBreakTheRequestIsEncoded(String name, String encoded) throws Exception {
    assertThat(url(plugin("/w", "http://h", null), Names.file(name)))
        .isEqualTo("http://h/" + encoded);
  }

  @ParameterizedTest
  @CsvSource({
    "site([/a-zA-Z0-9]*).xoyo.com/images,/site/abc/x.xoyo.com/images/p.png,http://h/abc/x/p.png",
    "site([/a-zA-Z0-9]*).xoyo.com/images,/site/other/p.png,",
    "images,/abc/images/p.png,http://h/p.png",
    "^/w/(one|two),/two/x,http://htwo/x",
    "(never)?/abc,/abc/x,http://h/x"
  })
  void theExpressionIsSearchedAndTheUrlIsBaseFirstGroupAndRest(
      String match, String name, @Nullable String url) throws Exception {
    RefreshCdnPlugin plugin = plugin("/w", "http://h", match);
    assertThat(plugin.wants(Names.file(name.substring(1)))).isEqualTo(url != null);
    if (url != null) {
      assertThat(url(plugin, Names.file(name.substring(1)))).isEqualTo(url);
    } else {
      plugin.close();
    }
  }

  @Test
  void aDirectoryIsOneWithAnExpressionToo() throws Exception {
    assertThat(request(plugin("/w", "http://h", "site([/a-z]*)"), Names.directory("site/d/e")))
        .contains("&dirs=http://h/d/e/ HTTP/1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n\r\n", "hello\n"})
  void anyAnswerButAnErrorWillDo(String answer) throws Exception {
    listener.answering(answer);
    assertThat(request(plugin("/w", "http://h", null), Names.file("a"))).startsWith("HEAD ");
  }

  @ParameterizedTest
  @CsvSource({"503,true", "429,true", "403,false", "302,false"})
  void anErrorIsAFailure(int status, boolean again) {
    listener.answering("HTTP/1.1 " + status + " No\r\n\r\n");
    try (RefreshCdnPlugin plugin = plugin("/w", "http://h", null)) {
      assertThatThrownBy(() -> plugin.deliver(Names.of(Names.file("a"))))
          .hasMessage("answered with status " + status)
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.again()).isEqualTo(again));
    }
  }
}
