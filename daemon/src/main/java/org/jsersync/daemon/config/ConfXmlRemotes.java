package org.jsersync.daemon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code <remote>} and {@code <rsync>}: where to, as whom, with which options. */
final class ConfXmlRemotes {
  private static final String DEFAULT_PARAMS = "-artuz";
  private static final int DEFAULT_PORT = 874;
  private static final int DEFAULT_TIMEOUT = 100;
  private static final int MAX_TIMEOUT = 86_400;

  private final ConfXmlValues values;
  private final CommonParams commonParams;
  private final Map<String, String> environment;
  private final List<Pattern> exclude;
  private final boolean delete;

  /**
   * A reader of remotes.
   *
   * @param exclude what is neither brought over nor deleted
   * @param delete what {@code inotify/delete} says: it governs every deletion (06-sersync, section
   *     4.2)
   */
  ConfXmlRemotes(
      ConfXmlValues values,
      CommonParams commonParams,
      Map<String, String> environment,
      List<Pattern> exclude,
      boolean delete) {
    this.values = values;
    this.commonParams = commonParams;
    this.environment = environment;
    this.exclude = exclude;
    this.delete = delete;
  }

  List<RemoteConfig> read(XmlElement localpath) throws ConfigException {
    List<XmlElement> elements = localpath.children(KnownElement.REMOTE.key());
    if (elements.isEmpty()) {
      throw values.nothingToDo(
          localpath.at(),
          "no <remote ip=\"HOST\" name=\"MODULE\"/> in <"
              + localpath.name()
              + ">: nowhere to send to");
    }
    String user =
        values.on(KnownElement.AUTH) ? authText("users", "it names the user to log in as") : null;
    CommonParams.Given params = params();
    PushOptions options = options(params.options());
    PasswordSource password = password(params.passwordFile());
    int port = port(params.port());
    RemoteShell shell = shell(params.shell());
    List<RemoteConfig> remotes = new ArrayList<>();
    Set<RsyncTarget> seen = new HashSet<>();
    for (XmlElement element : elements) {
      RsyncTarget target = target(element, user, port, shell);
      if (seen.add(target)) {
        remotes.add(new RemoteConfig(target, password, options));
      } else {
        values.note(element.at(), target + " is named twice; once is enough");
      }
    }
    return remotes;
  }

  private String authText(String attribute, String what) throws ConfigException {
    XmlElement auth = values.element(KnownElement.AUTH);
    if (auth == null) {
      throw new IllegalStateException("auth is on without an element");
    }
    return values.required(auth, attribute, what);
  }

  /** As the command line that sersync built: {@code auth} stands behind commonParams and wins. */
  private @Nullable PasswordSource password(@Nullable String fromParams) throws ConfigException {
    if (values.on(KnownElement.SSH)) {
      XmlElement auth = values.element(KnownElement.AUTH);
      if (fromParams != null || values.on(KnownElement.AUTH)) {
        values.note(
            auth == null ? null : auth.at(),
            "the password file is not used with ssh: the login must work by a key");
      }
      return null;
    }
    String file =
        values.on(KnownElement.AUTH)
            ? authText("passwordfile", "it names the file with the password")
            : fromParams;
    if (file != null) {
      return PasswordSource.file(Path.of(file));
    }
    return environment.containsKey("RSYNC_PASSWORD")
        ? PasswordSource.environment(environment)
        : null;
  }

  private int port(int fromParams) throws ConfigException {
    if (values.on(KnownElement.USER_DEFINED_PORT)) {
      return values.number(KnownElement.USER_DEFINED_PORT, "port", DEFAULT_PORT, 1, 65_535);
    }
    return fromParams == 0 ? RsyncTarget.DEFAULT_PORT : fromParams;
  }

  /**
   * What reaches the remotes. sersync gave the port to rsync, which had no use for it with ssh
   * (06-sersync, section 3.2).
   */
  private @Nullable RemoteShell shell(@Nullable RemoteShell fromParams) throws ConfigException {
    if (!values.on(KnownElement.SSH)) {
      return fromParams;
    }
    RemoteShell shell = fromParams == null ? RemoteShell.ssh() : fromParams;
    XmlElement port = values.element(KnownElement.USER_DEFINED_PORT);
    if (!values.on(KnownElement.USER_DEFINED_PORT)
        || port == null
        || port.attribute("port") == null) {
      return shell;
    }
    int number = port(0);
    values.note(port.at(), "with ssh the port is that of sshd: ssh -p " + number);
    return shell.onPort(number);
  }

  private RsyncTarget target(
      XmlElement element, @Nullable String user, int port, @Nullable RemoteShell shell)
      throws ConfigException {
    boolean ssh = values.on(KnownElement.SSH);
    String ip = values.required(element, "ip", "it names the host");
    String name =
        values.required(
            element, "name", ssh ? "it names the directory there" : "it names the rsync module");
    int at = ip.lastIndexOf('@');
    String host = ip.substring(at + 1);
    String login = user;
    if (at >= 0) {
      login = ip.substring(0, at);
      if (user != null && !user.equals(login)) {
        values.note(element.at(), "user " + login + " of the remote counts, not " + user);
      }
    }
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      host = "[" + host + "]";
    }
    String text = (login == null ? "" : login + "@") + host + (ssh ? ":" : "::") + name;
    try {
      RsyncTarget target = RsyncTarget.parse(ByteText.encode(text), port, shell);
      if (ssh && target.isModule()) {
        throw values.error(
            element.at(), "name=\"" + name + "\" begins with a colon; with ssh it is a path");
      }
      return target;
    } catch (RsyncException e) {
      throw values.error(element.at(), String.valueOf(e.getMessage()));
    }
  }

  private CommonParams.Given params() throws ConfigException {
    String params = values.text(KnownElement.COMMON_PARAMS, "params", DEFAULT_PARAMS);
    try {
      return commonParams.parse(ShellWords.split(params).stream().map(ByteText::encode).toList());
    } catch (RsyncException | IllegalArgumentException e) {
      throw values.error(paramsPosition(), "commonParams \"" + params + "\": " + e.getMessage());
    }
  }

  private @Nullable Position paramsPosition() {
    XmlElement element = values.element(KnownElement.COMMON_PARAMS);
    return element == null ? null : element.at();
  }

  private PushOptions options(PushOptions given) throws ConfigException {
    if (given.deletes() && !delete) {
      values.note(
          paramsPosition(),
          "nothing is deleted: <delete> is off in <inotify>, whatever params say");
    }
    DeleteMode mode = given.deletes() ? given.delete() : DeleteMode.DEFAULT;
    var options =
        given.toBuilder()
            .set(PushFlag.RELATIVE)
            .filter(filter(given))
            .set(PushFlag.DELETE_EXCLUDED, delete && given.has(PushFlag.DELETE_EXCLUDED))
            .delete(delete ? mode : DeleteMode.NONE);
    if (values.on(KnownElement.TIMEOUT)) {
      options.timeoutSeconds(
          values.number(KnownElement.TIMEOUT, "time", DEFAULT_TIMEOUT, 0, MAX_TIMEOUT));
    }
    return options.build();
  }

  private FilterRules filter(PushOptions given) throws ConfigException {
    try {
      return SersyncProtection.of(exclude, given.filter());
    } catch (FilterSyntaxException e) {
      XmlElement element = values.element(KnownElement.FILTER);
      throw values.error(element == null ? null : element.at(), String.valueOf(e.getMessage()));
    }
  }
}
