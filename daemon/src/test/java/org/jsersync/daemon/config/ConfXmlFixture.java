package org.jsersync.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;

/** Reads configurations with a table of rsync options that is small and known. */
final class ConfXmlFixture {
  static final String CONFIG = "confxml.xml";

  /** The words of the last commonParams, in the order they came. */
  final List<String> words = new ArrayList<>();

  private final ConfXml reader = new ConfXml(this::options, BytePath.of("/here"), Map.of());

  /** The default configuration as it is published. */
  static String published() {
    try (InputStream in = ConfXmlFixture.class.getResourceAsStream(CONFIG)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A configuration with what is required and this besides. */
  static String with(String elements) {
    return "<head><sersync><localpath watch=\"/data\"><remote ip=\"h\" name=\"m\"/></localpath>"
        + "</sersync>"
        + elements
        + "</head>";
  }

  /** A configuration with what is required and this in {@code <rsync>}. */
  static String withRsync(String elements) {
    return "<head><sersync><localpath watch=\"/data\"><remote ip=\"h\""
        + " name=\"m\"/></localpath><rsync>"
        + elements
        + "</rsync></sersync></head>";
  }

  ParsedConfig parse(String text) throws ConfigException {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  ParsedConfig parse(byte[] content) throws ConfigException {
    words.clear();
    return reader.parse(CONFIG, content, false);
  }

  TreeConfig tree(String text) throws ConfigException {
    return parse(text).config().trees().getFirst();
  }

  RemoteConfig remote(String text) throws ConfigException {
    return tree(text).remotes().getFirst();
  }

  private CommonParams.Given options(List<byte[]> given) throws RsyncException {
    var options = PushOptions.builder();
    for (byte[] raw : given) {
      String word = new String(raw, StandardCharsets.ISO_8859_1);
      words.add(word);
      switch (word) {
        case "-artuz" -> options.archive().set(PushFlag.UPDATE).compression(Compression.AUTO);
        case "--delete-after" -> options.delete(DeleteMode.AFTER);
        case "--server" ->
            throw new RsyncException(RsyncException.Kind.USAGE, "--server: unknown option");
        default -> {}
      }
    }
    return new CommonParams.Given(options.build(), 0, null);
  }
}
