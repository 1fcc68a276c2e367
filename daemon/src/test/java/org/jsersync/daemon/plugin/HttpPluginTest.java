package org.jsersync.daemon.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.jsersync.daemon.config.PluginConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpPluginTest {
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private volatile int status = 204;
  private HttpServer server;
  private HttpPlugin plugin;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type"));
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/changed?x=1");
    plugin =
        new HttpPlugin(
            new PluginConfig.Http(
                "/w/", url, Duration.ofSeconds(30), List.of(Pattern.compile("(.*)\\.php"))));
  }

  @AfterEach
  void stop() {
    plugin.close();
    server.stop(0);
  }

  @Test
  void oneRequestHasAllNamesOfADelivery() throws Exception {
    plugin.deliver(Names.of(Names.file("a \"b\\\n.php"), Names.directory("d")));
    assertThat(requests.take()).isEqualTo("POST /changed?x=1 application/json");
    assertThat(requests.take())
        .matches(
            "\\{\"batch\":\"[-0-9a-f]{36}-1\",\"root\":\"/w\",\"paths\":\\["
                + Pattern.quote(
                    "{\"path\":\"/w/a \\\"b\\\\\\u000a.php\",\"relative\":\"a"
                        + " \\\"b\\\\\\u000a.php\",\"directory\":false},"
                        + "{\"path\":\"/w/d\",\"relative\":\"d\",\"directory\":true}]}"));
  }

  @Test
  void aNameThatIsNoTextIsThereAsBytesToo() throws Exception {
    plugin.deliver(Names.of(Names.file("\303\244\377")));
    assertThat(requests.take()).startsWith("POST");
    assertThat(requests.take())
        .contains("\"path\":\"/w/ä\ufffd\"")
        .contains("\"base64\":\"L3cvw6T/\"");
  }

  @Test
  void theSameDeliveryTriedAgainHasTheSameBatch() throws Exception {
    status = 503;
    Delivery delivery = Names.of(Names.file("a"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> plugin.deliver(delivery))
          .hasMessage("answered with status 503")
          .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isTrue());
    }
    assertThat(requests.take()).isEqualTo(requests.stream().toList().get(1));
    assertThat(requests.take()).isEqualTo(requests.stream().toList().get(1));
    status = 400;
    assertThatThrownBy(() -> plugin.deliver(delivery))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isFalse());
  }

  @Test
  void namesAreChosenAsForACommand() {
    assertThat(plugin.wants(Names.file("a.php"))).isTrue();
    assertThat(plugin.wants(Names.file("a.txt"))).isFalse();
    assertThat(plugin.most()).isEqualTo(1000);
  }

  @Test
  void aDeadTargetIsSaid() throws Exception {
    server.stop(0);
    assertThatThrownBy(() -> plugin.deliver(Names.of(Names.file("a"))))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isTrue());
    assertThat(plugin.check()).isEqualTo("Connection refused");
  }
}
