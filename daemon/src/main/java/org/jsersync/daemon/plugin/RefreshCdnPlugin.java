package org.jsersync.daemon.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.NameExpressions;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A request for each name, byte for byte as sersync's for plain names (06-sersync, section 11.3);
 * what would break the request, or mean something else in it, is encoded:
 *
 * <pre>
 * HEAD /index.jsp?user=U&amp;pswd=P&amp;ok=ok&amp;urls=BASE/rel/path HTTP/1.0
 * Host: DOMAINNAME
 * </pre>
 *
 * of a directory {@code dirs=BASE/rel/dir/}. The request's end is the connection's, as it was with
 * sersync; but the answer is waited for.
 */
final class RefreshCdnPlugin implements Plugin {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** More than a line that says how it went. */
  private static final int ANSWER = 256;

  private static final Pattern STATUS =
      Pattern.compile("HTTP/[0-9.]+ +([0-9]{3})[ \r\n].*", Pattern.DOTALL);

  /** What a query may have (RFC 3986), without {@code % & + #}, which mean something in it. */
  private static final String LITERAL = "-._~/!$'()*,:;=?@";

  private final PluginConfig.RefreshCdn config;
  private final byte[] watch;
  private final Exchange exchange;
  private final NameExpressions expressions = new NameExpressions();

  RefreshCdnPlugin(PluginConfig.RefreshCdn config) {
    this.config = config;
    // Here, unlike elsewhere, a slash at its end does not stay.
    this.watch = BytePath.of(ByteText.encode(config.watch())).toBytes();
    this.exchange = new Exchange(ByteText.shown(config.host()), config.port(), LIMIT);
  }

  @Override
  public String title() {
    return "plugin refreshCDN " + ByteText.shown(config.host()) + ":" + config.port();
  }

  @Override
  public boolean wants(ChangedPath path) {
    return url(path.path()) != null;
  }

  @Override
  public void deliver(Delivery delivery) throws PluginException, InterruptedException {
    for (ChangedPath path : delivery.paths()) {
      String url = url(path.path());
      if (url != null) {
        judge(exchange.ask(request(url, path.directory()), ANSWER));
      }
    }
  }

  /** What follows the base, one char per byte; null if the name has no URL. */
  private @Nullable String url(BytePath path) {
    String relative = "/" + AbsoluteNames.latin1(path.toBytes());
    if (config.match() == null) {
      return relative;
    }
    String absolute = AbsoluteNames.latin1(watch) + relative;
    MatchResult found = expressions.find(config.match(), absolute);
    if (found == null) {
      return null;
    }
    String group = found.groupCount() == 0 ? null : found.group(1);
    return (group == null ? "" : group) + absolute.substring(found.end());
  }

  @Override
  public @Nullable String remark() {
    return expressions.remark();
  }

  private byte[] request(String url, boolean directory) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("HEAD /index.jsp?user="));
    out.writeBytes(ByteText.encode(config.user()));
    out.writeBytes(ascii("&pswd="));
    out.writeBytes(ByteText.encode(config.password()));
    out.writeBytes(ascii(directory ? "&ok=ok&dirs=" : "&ok=ok&urls="));
    out.writeBytes(ByteText.encode(config.base()));
    out.writeBytes(ascii(encoded(url)));
    out.writeBytes(ascii((directory ? "/" : "") + " HTTP/1.0\r\nHost: "));
    out.writeBytes(ByteText.encode(config.host()));
    out.writeBytes(ascii("\r\n\r\n"));
    return out.toByteArray();
  }

  private static String encoded(String url) {
    StringBuilder text = new StringBuilder(url.length() + 16);
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (alphanumeric || LITERAL.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append(String.format("%%%02X", (int) c));
      }
    }
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** No answer, or one that is no HTTP, is as good as sersync's not looking at it. */
  private static void judge(byte[] answer) throws PluginException {
    Matcher status = STATUS.matcher(AbsoluteNames.latin1(answer));
    if (status.matches()) {
      HttpStatus.judge(Integer.parseInt(status.group(1)));
    }
  }

  @Override
  public @Nullable String check() throws InterruptedException {
    return exchange.check();
  }

  @Override
  public void close() {
    exchange.close();
  }
}
