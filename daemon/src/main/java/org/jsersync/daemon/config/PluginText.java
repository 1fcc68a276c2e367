package org.jsersync.daemon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a text of a plugin's configuration has to be, in whatever form it is written. What is not so
 * is an {@link IllegalArgumentException} that says why.
 */
final class PluginText {
  private PluginText() {}

  /** What goes into a request or a connection as it is: no blank and no control character. */
  static String plain(String value) {
    if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("it has a blank in it");
    }
    return value;
  }

  /** Where JSON is posted to. */
  static URI uri(String url) {
    URI uri;
    try {
      uri = new URI(plain(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("it is not of the form http://HOST:PORT/PATH");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("no user and no # can be in it");
    }
    return uri;
  }

  /** One char per byte: expressions and names are compared as bytes. */
  static Pattern pattern(String expression) {
    try {
      return PerlRegex.compile(
          new String(ByteText.encode(expression), StandardCharsets.ISO_8859_1));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }
}
