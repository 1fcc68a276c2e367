package org.jsersync.it.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncdConf;

/** A configuration as sersync's users write it, with what a test is about filled in. */
final class Confxml {
  private final Path source;
  private final RsyncDaemon daemon;
  private String remotes = "";
  private String params = "-artuz";
  private String failLog = "";
  private String crontab = "<crontab start=\"false\" schedule=\"600\"/>";

  Confxml(Path source, RsyncDaemon daemon) {
    this.source = source;
    this.daemon = daemon;
  }

  /** One more remote. */
  Confxml remote(String module) {
    remotes += "<remote ip=\"127.0.0.1\" name=\"" + module + "\"/>";
    return this;
  }

  Confxml params(String commonParams) {
    params = commonParams;
    return this;
  }

  Confxml failLog(Path path) {
    failLog = "<failLog path=\"" + path + "\" timeToExecute=\"1\"/>";
    return this;
  }

  /**
   * Switches the crontab on.
   *
   * @param excludes of the crontabfilter
   */
  Confxml crontab(String schedule, String... excludes) {
    crontab =
        "<crontab start=\"true\" schedule=\"" + schedule + "\"><crontabfilter start=\"true\">";
    for (String exclude : excludes) {
      crontab += "<exclude expression=\"" + exclude + "\"/>";
    }
    crontab += "</crontabfilter></crontab>";
    return this;
  }

  /** Writes it to a directory. */
  Path in(Path directory) {
    try {
      return Files.writeString(directory.resolve("confxml.xml"), text());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration", e);
    }
  }

  private String text() {
    return """
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <head version="2.5">
      <debug start="true"/>
      <inotify>
        <delete start="true"/>
        <createFolder start="true"/>
        <createFile start="true"/>
        <closeWrite start="true"/>
        <moveFrom start="true"/>
        <moveTo start="true"/>
      </inotify>
      <sersync>
        <localpath watch="%s">%s</localpath>
        <rsync>
          <commonParams params="%s"/>
          <auth start="true" users="%s" passwordfile="%s"/>
          <userDefinedPort start="true" port="%d"/>
          <timeout start="true" time="100"/>
        </rsync>
        %s
        %s
      </sersync>
    </head>
    """
        .formatted(
            source,
            remotes,
            params,
            RsyncdConf.USER,
            daemon.passwordFile(),
            daemon.port(),
            failLog,
            crontab);
  }
}
