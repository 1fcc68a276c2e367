package org.jsersync.daemon.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
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

  /** The remotes of one directory. */
  List<RemoteConfig> read(XmlElement localpath, BytePath root) throws ConfigException {
    List<XmlElement> elements = localpath.children(KnownElement.REMOTE.key());
    if (elements.isEmpty()) {
      throw values
          .error(
              localpath.at(),
              "no <remote ip=\"HOST\" name=\"MODULE\"/> in <"
                  + localpath.name()
                  + ">: nowhere to send to")
          .as(Fault.NO_REMOTE);
    }
    String user = user(values);
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
        RemoteConfig remote = new RemoteConfig(target, password, options);
        remotes.add(remote);
        values.entries().names(element.at(), new Subject.Remote(root, remote));
      } else {
        values.note(element.at(), target + " is named twice; once is enough");
      }
    }
    return remotes;
  }

  /** Who to log in as; null if nobody. */
  static @Nullable String user(ConfXmlValues values) throws ConfigException {
    return values.on(KnownElement.AUTH)
        ? authText(values, "users", "it names the user to log in as")
        : null;
  }

  /** The file with the password, if auth is on. */
  static String passwordFile(ConfXmlValues values) throws ConfigException {
    return authText(values, "passwordfile", "it names the file with the password");
  }

  private static String authText(ConfXmlValues values, String attribute, String what)
      throws ConfigException {
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
    String file = values.on(KnownElement.AUTH) ? passwordFile(values) : fromParams;
    if (file != null) {
      try {
        PasswordSource password = PasswordSource.file(Path.of(file));
        if (values.on(KnownElement.AUTH)) {
          XmlElement auth = values.element(KnownElement.AUTH);
          values.entries().names(auth == null ? null : auth.at(), new Subject.Password(password));
        }
        return password;
      } catch (InvalidPathException e) {
        XmlElement auth = values.element(KnownElement.AUTH);
        throw values.error(
            auth == null ? null : auth.at(), "\"" + file + "\": " + ConfigReader.NO_NAME);
      }
    }
    return environment.containsKey("RSYNC_PASSWORD")
        ? PasswordSource.environment(environment)
        : null;
  }

  private int port(int fromParams) throws ConfigException {
    if (values.on(KnownElement.USER_DEFINED_PORT)) {
      return userDefinedPort(values);
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
    int number = userDefinedPort(values);
    values.note(port.at(), "with ssh the port is that of sshd: ssh -p " + number);
    return shell.onPort(number);
  }

  static int userDefinedPort(ConfXmlValues values) throws ConfigException {
    return values.number(KnownElement.USER_DEFINED_PORT, "port", DEFAULT_PORT, 1, 65_535);
  }

  /** Seconds, if timeout is on. */
  static int timeout(ConfXmlValues values) throws ConfigException {
    return values.number(KnownElement.TIMEOUT, "time", DEFAULT_TIMEOUT, 0, MAX_TIMEOUT);
  }

  static String paramsText(ConfXmlValues values) {
    return values.text(KnownElement.COMMON_PARAMS, "params", DEFAULT_PARAMS);
  }

  private RsyncTarget target(
      XmlElement element, @Nullable String user, int port, @Nullable RemoteShell shell)
      throws ConfigException {
    try {
      RsyncTarget target =
          RsyncTarget.parse(ByteText.encode(address(values, element, user)), port, shell);
      if (values.on(KnownElement.SSH) && target.isModule()) {
        throw values.error(
            element.at(),
            "name=\""
                + values.required(element, "name", "")
                + "\" begins with a colon; with ssh it is a path");
      }
      return target;
    } catch (RsyncException e) {
      throw values.error(element.at(), String.valueOf(e.getMessage()));
    }
  }

  /** A remote as rsync's command line names it. */
  static String address(ConfXmlValues values, XmlElement element, @Nullable String user)
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
    return (login == null ? "" : login + "@") + host + (ssh ? ":" : "::") + name;
  }

  private CommonParams.Given params() throws ConfigException {
    String params = paramsText(values);
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
    PushOptionsBuilder options = inTree(given).set(PushFlag.RELATIVE);
    if (values.on(KnownElement.TIMEOUT)) {
      options.timeoutSeconds(timeout(values));
    }
    return options.build();
  }

  private PushOptionsBuilder inTree(PushOptions given) throws ConfigException {
    try {
      return RemoteOptions.of(given, exclude, delete);
    } catch (FilterSyntaxException e) {
      XmlElement element = values.element(KnownElement.FILTER);
      throw values.error(element == null ? null : element.at(), String.valueOf(e.getMessage()));
    }
  }
}
