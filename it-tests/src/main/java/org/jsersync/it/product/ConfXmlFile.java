package org.jsersync.it.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Server;

/**
 * A {@code confxml.xml} as people write it: the default one of sersync 2.5, with comments in
 * Chinese and a wrong encoding in its head, in which single things are changed.
 */
public final class ConfXmlFile {
  private static final String DEFAULT =
      """
      <?xml version="1.0" encoding="ISO-8859-1"?>
      <head version="2.5">
          <host hostip="localhost" port="8008"></host>
          <debug start="false"/>
          <fileSystem xfs="false"/>
          <!-- 过滤器：不同步的文件 -->
          <filter start="false">
      	<exclude expression="(.*)\\.svn"></exclude>
      	<exclude expression="(.*)\\.gz"></exclude>
      	<exclude expression="^info/*"></exclude>
      	<exclude expression="^static/*"></exclude>
          </filter>
          <inotify><!-- 监控的事件 -->
      	<delete start="true"/>
      	<createFolder start="true"/>
      	<createFile start="false"/>
      	<closeWrite start="true"/>
      	<moveFrom start="true"/>
      	<moveTo start="true"/>
      	<attrib start="false"/>
      	<modify start="false"/>
          </inotify>

          <sersync>
      	<localpath watch="/opt/tongbu"><!-- 本地监控目录 -->
      	    <!--<remote ip="192.0.2.39" name="tongbu"/>-->
      	</localpath>
      	<rsync>
      	    <commonParams params="-artuz"/>
      	    <auth start="false" users="root" passwordfile="/etc/rsync.pas"/>
      	    <userDefinedPort start="false" port="874"/><!-- port=874 -->
      	    <timeout start="false" time="100"/><!-- timeout=100 -->
      	    <ssh start="false"/>
      	</rsync>
      	<failLog path="/tmp/rsync_fail_log.sh" timeToExecute="60"/><!--每60分钟重新执行一次-->
      	<crontab start="false" schedule="600"><!--600分钟-->
      	    <crontabfilter start="false">
      		<exclude expression="*.php"></exclude>
      		<exclude expression="info/*"></exclude>
      	    </crontabfilter>
      	</crontab>
      	<plugin start="false" name="command"/>
          </sersync>

          <plugin name="command">
      	<param prefix="/bin/sh" suffix="" ignoreError="true"/>	<!--prefix /opt/tongbu/mmm.sh suffix-->
      	<filter start="false">
      	    <include expression="(.*)\\.php"/>
      	    <include expression="(.*)\\.sh"/>
      	</filter>
          </plugin>

          <plugin name="socket">
      	<localpath watch="/opt/tongbu">
      	    <deshost ip="192.0.2.20" port="8009"/>
      	</localpath>
          </plugin>
          <plugin name="refreshCDN">
      	<localpath watch="/data0/htdocs/cms.xoyo.com/site/">
      	    <cdninfo domainname="cdn.example" port="80" username="xxxx" passwd="xxxx"/>
      	    <sendurl base="http://pic.example/cms"/>
      	    <regexurl regex="false" match="cms.xoyo.com/site([/a-zA-Z0-9]*).xoyo.com/images"/>
      	</localpath>
          </plugin>
      </head>
      """;

  private String text = DEFAULT;
  private boolean ownFailLog;
  private Charset charset = StandardCharsets.UTF_8;

  private ConfXmlFile() {}

  /** The default configuration for a directory; it has no remote yet. */
  public static ConfXmlFile watching(Path directory) {
    return new ConfXmlFile().set("localpath", "watch", directory.toString());
  }

  /** One more {@code <remote>}. */
  public ConfXmlFile remote(String ip, String module) {
    String remote = "    <remote ip=\"%s\" name=\"%s\"/>\n\t".formatted(ip, module);
    return change("</localpath>\n\t<rsync>", remote + "</localpath>\n\t<rsync>");
  }

  /** The port that all remotes have. */
  public ConfXmlFile port(int port) {
    return on("userDefinedPort").set("userDefinedPort", "port", String.valueOf(port));
  }

  /** A server's port, user and password file. */
  public ConfXmlFile auth(Server server) {
    return port(server.port())
        .on("auth")
        .set("auth", "users", RsyncdConf.USER)
        .set("auth", "passwordfile", server.passwordFile().toString());
  }

  /** The filter, on, with these expressions instead of the default ones. */
  public ConfXmlFile excluding(String... expressions) {
    return changeMatch(
        "<filter start=.*?</filter>",
        "<filter start=\"true\">" + excludes(expressions) + "    </filter>");
  }

  private static String excludes(String... expressions) {
    StringBuilder excludes = new StringBuilder("\n");
    for (String expression : expressions) {
      excludes.append("\t<exclude expression=\"").append(expression).append("\"></exclude>\n");
    }
    return excludes.toString();
  }

  /** A fail log that is tried again every minute. */
  public ConfXmlFile failLog(Path path) {
    ownFailLog = true;
    return set("failLog", "path", path.toString()).set("failLog", "timeToExecute", "1");
  }

  /** The crontab, on, with these expressions in its filter instead of the default ones. */
  public ConfXmlFile crontab(String schedule, String... expressions) {
    return on("crontab")
        .set("crontab", "schedule", schedule)
        .changeMatch(
            "<crontabfilter start=.*?</crontabfilter>",
            "<crontabfilter start=\"true\">" + excludes(expressions) + "</crontabfilter>");
  }

  /** A plugin, on, with this block instead of the default ones. */
  public ConfXmlFile plugin(String name, String block) {
    return on("plugin")
        .set("plugin", "name", name)
        .changeMatch("    <plugin name=\"command\">\n.*(?=</head>)", block + "\n");
  }

  /** Switches an element on. */
  public ConfXmlFile on(String element) {
    return set(element, "start", "true");
  }

  /** Switches an element off. */
  public ConfXmlFile off(String element) {
    return set(element, "start", "false");
  }

  /** Gives an attribute of the first element of this name another value. */
  public ConfXmlFile set(String element, String attribute, String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return changeMatch(
        "(?<=<%s\\b[^<>]{0,200}\\b%s=\")[^\"]*".formatted(element, attribute), escaped);
  }

  /** Takes the first element of this name out, with all that is in it. */
  public ConfXmlFile without(String element) {
    return changeMatch("<%1$s\\b([^<>]*/>|.*?</%1$s>)".formatted(element), "");
  }

  /** Replaces a piece of the text that is there. */
  public ConfXmlFile change(String piece, String other) {
    return changeMatch(Pattern.quote(piece), other);
  }

  private ConfXmlFile changeMatch(String pattern, String other) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in:\n" + text);
    }
    text = text.substring(0, matcher.start()) + other + text.substring(matcher.end());
    return this;
  }

  /** Written with an editor of Chinese Windows: lines end in CR LF, text is GBK. */
  public ConfXmlFile fromWindows() {
    text = text.replace("\n", "\r\n");
    charset = Charset.forName("GBK");
    return this;
  }

  /** Writes it as {@code confxml.xml} into a directory, where its fail log is unless it was set. */
  public Path write(Path directory) {
    if (!ownFailLog && text.contains("<failLog")) {
      set("failLog", "path", directory.resolve("rsync_fail_log.sh").toString());
    }
    try {
      return Files.write(directory.resolve("confxml.xml"), text.getBytes(charset));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration", e);
    }
  }
}
