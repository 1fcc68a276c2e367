package org.jsersync.daemon.plugin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A POST of JSON for all names that were confirmed together; docs/plugins.md has the form. The same
 * names sent again carry the same {@code batch}.
 */
final class HttpPlugin implements Plugin {
  private static final int MOST = 1_000;

  private final PluginConfig.Http config;
  private final AbsoluteNames names;
  private final BytePath root;
  private final HttpClient client;
  private final String run = UUID.randomUUID().toString();

  HttpPlugin(PluginConfig.Http config) {
    this.config = config;
    this.names = new AbsoluteNames(config.watch());
    this.root = BytePath.of(ByteText.encode(config.watch()));
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.timeout())
            .build();
  }

  @Override
  public String title() {
    return "plugin http " + config.url();
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public boolean wants(ChangedPath path) {
    return names.matches(path.path(), config.include());
  }

  @Override
  public @Nullable String remark() {
    return names.remark();
  }

  @Override
  public void deliver(Delivery delivery) throws PluginException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(config.url())
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "jsersync")
            .POST(BodyPublishers.ofString(body(delivery), StandardCharsets.UTF_8))
            .build();
    int status;
    try {
      status = client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new PluginException(reason(e), true);
    }
    HttpStatus.judge(status);
  }

  private String reason(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return "no answer within " + config.timeout().toSeconds() + " s";
    }
    if (e instanceof ConnectException) {
      return e.getMessage() == null ? "no connection" : e.getMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private String body(Delivery delivery) {
    return "{\"batch\":"
        + JsonText.quoted(run + "-" + delivery.number())
        + ",\"root\":"
        + JsonText.quoted(text(root.toBytes()))
        + ",\"paths\":["
        + delivery.paths().stream().map(this::element).collect(Collectors.joining(","))
        + "]}";
  }

  private String element(ChangedPath changed) {
    byte[] path = root.resolve(changed.path()).toBytes();
    String element =
        "{\"path\":"
            + JsonText.quoted(text(path))
            + ",\"relative\":"
            + JsonText.quoted(text(changed.path().toBytes()))
            + ",\"directory\":"
            + changed.directory();
    if (!isUtf8(path)) {
      element += ",\"base64\":\"" + Base64.getEncoder().encodeToString(path) + "\"";
    }
    return element + "}";
  }

  /** What is no UTF-8 shows as U+FFFD. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      CharBuffer ignored = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public @Nullable String check() throws InterruptedException {
    int port = config.url().getPort();
    boolean secure = "https".equals(config.url().getScheme());
    int known = secure ? 443 : 80;
    try (Exchange exchange =
        new Exchange(config.url().getHost(), port < 0 ? known : port, config.timeout())) {
      return exchange.check();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
