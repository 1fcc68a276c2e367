package org.jsersync.it.push;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;

/** A push of a directory's contents into the module {@code data}, by the library itself. */
final class LibraryPush {
  private LibraryPush() {}

  static PushReport run(
      int port, String password, Path source, PushOptions options, PushListener listener)
      throws Exception {
    return RsyncClient.shared()
        .push(
            new PushRequest(
                RsyncTarget.parse("rsync://" + RsyncdConf.USER + "@127.0.0.1:" + port + "/data/"),
                PasswordSource.bytes(password.getBytes(StandardCharsets.UTF_8)),
                BytePath.of(source.toString()),
                Selection.contents(),
                options,
                listener));
  }
}
