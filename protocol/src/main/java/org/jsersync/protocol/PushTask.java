package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.IdNames;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.filter.FilterRule;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.Side;
import org.jsersync.protocol.flist.AttributeReader;
import org.jsersync.protocol.flist.FileListEncoder;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListFormat;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.MountPoints;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.SourceTrees;
import org.jsersync.protocol.sender.PushDialogue;
import org.jsersync.protocol.sender.PushOutcome;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.session.Session;
import org.jsersync.protocol.session.SessionRequest;
import org.jsersync.protocol.session.SessionSource;
import org.jsersync.protocol.token.TokenWriter;
import org.jsersync.protocol.token.TokenWriters;
import org.jspecify.annotations.Nullable;

/** One push, from the plan of names to the goodbye. */
final class PushTask {
  /** How a connection ends that was broken before it was used. */
  private static final Set<RsyncException.Kind> BROKEN =
      Set.of(RsyncException.Kind.CONNECTION, RsyncException.Kind.STREAM);

  private final PushRequest request;
  private final PushOptions options;
  private final PushOutcome outcome;
  private final PushListener listener;
  private long bytesSent;
  private long bytesReceived;
  private boolean stale;

  PushTask(PushRequest request, PushOutcome outcome, PushListener listener) {
    this.request = request;
    this.options =
        switch (request.selection()) {
          case Selection.Names names -> NamesPush.options(request.options(), names);
          case Selection.Subtrees _ -> request.options().toBuilder().set(PushFlag.RELATIVE).build();
          case Selection.Contents _, Selection.Arguments _ -> request.options();
        };
    this.outcome = outcome;
    this.listener = listener;
  }

  long bytesSent() {
    return bytesSent;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  /** Whether the session broke before the daemon said anything: a fresh one may do it. */
  boolean wasStale() {
    return stale;
  }

  /** Says that this push, or one of its kind, will come. */
  void announce(SessionSource sessions) throws RsyncException {
    sessions.expect(offer(), farewell());
  }

  private SessionRequest offer() throws RsyncException {
    return SessionOffer.of(request.target(), request.password(), options, incremental());
  }

  /** How a session of this push's kind is ended in which nothing was done. */
  private SessionSource.Farewell farewell() {
    // A push of its own: the stock must not hold on to this one's names.
    PushRequest nothing =
        new PushRequest(
            request.target(),
            null,
            request.sourceRoot(),
            new Selection.Names(List.of(), List.of(), List.of(), List.of()),
            request.options(),
            PushRequest.SILENT);
    PushOutcome unheard = new PushOutcome(PushRequest.SILENT, Set.of());
    return session ->
        new PushTask(nothing, unheard, PushRequest.SILENT).push(session, NamePlan.nothing());
  }

  void run(SessionSource sessions, SourceTrees trees) throws RsyncException, PosixException {
    SessionRequest offer = offer();
    SessionSource.Farewell farewell = farewell();
    sessions.expect(offer, farewell);
    NamePlan plan = plan(trees);
    try (Session session = sessions.open(offer, farewell, outcome, listener::greetingText)) {
      Dialect dialect = session.dialect();
      listener.connected(
          dialect.protocol(), dialect.checksum().wireName(), dialect.compression().wireName());
      try {
        push(session, plan);
      } catch (RsyncException e) {
        stale = session.unheard() && BROKEN.contains(e.kind());
        session.fail(e.exitCode());
        throw e;
      } finally {
        bytesSent = session.bytesSent();
        bytesReceived = session.bytesReceived();
      }
    }
    sessions.expect(offer, farewell);
  }

  private void push(Session session, NamePlan plan) throws RsyncException {
    try (TokenWriter tokens = TokenWriters.of(session.dialect(), level(), session.out())) {
      dialogue(session, plan, tokens).run(rules());
    }
  }

  private NamePlan plan(SourceTrees trees) throws RsyncException, PosixException {
    BytePath root = request.sourceRoot();
    return switch (request.selection()) {
      case Selection.Contents _ -> plan(List.of(new byte[] {'.', '/'}), trees);
      case Selection.Arguments(List<byte[]> arguments) -> plan(arguments, trees);
      case Selection.Subtrees(List<BytePath> directories) ->
          NamePlan.ofTrees(directories, trees.rootOf(root));
      case Selection.Names names -> NamePlan.of(names, trees.rootOf(root));
    };
  }

  private NamePlan plan(List<byte[]> arguments, SourceTrees trees)
      throws RsyncException, PosixException {
    return NamePlan.of(
        arguments,
        trees,
        request.sourceRoot(),
        options.has(PushFlag.RELATIVE),
        options.has(PushFlag.RECURSIVE));
  }

  private boolean incremental() {
    return !(request.selection() instanceof Selection.Names) && options.incrementalRecursion();
  }

  private int level() {
    Integer level = options.compressLevel();
    return level == null ? TokenWriters.DEFAULT_LEVEL : level;
  }

  private PushDialogue dialogue(Session session, NamePlan plan, TokenWriter tokens)
      throws RsyncException {
    Dialect dialect = session.dialect();
    Checksums checksums = Checksums.of(dialect);
    Digest listed = DigestChoice.of(options).file();
    Checksums listChecksums = listed == null ? checksums : Checksums.of(dialect, listed);
    FileHasher listDigest = options.has(PushFlag.CHECKSUM) ? listChecksums.newFileHasher() : null;
    ListBuilder builder =
        new ListBuilder(
            plan,
            new ListOptions(
                options.has(PushFlag.RECURSIVE),
                options.has(PushFlag.DIRS),
                options.has(PushFlag.LINKS),
                (path, directory) -> options.filter().excludes(path, directory, Side.SENDER),
                listDigest,
                options.chmod(),
                mountPoints(),
                attributes(dialect)),
            outcome);
    IdNames names = new IdNames();
    ListFormat format =
        new ListFormat(
            dialect,
            options.has(PushFlag.LINKS),
            options.has(PushFlag.OWNER),
            options.has(PushFlag.GROUP),
            options.has(PushFlag.DEVICES),
            options.has(PushFlag.SPECIALS),
            options.has(PushFlag.HARD_LINKS),
            options.has(PushFlag.NUMERIC_IDS),
            listDigest == null ? 0 : listChecksums.length(),
            options.has(PushFlag.ACLS),
            options.has(PushFlag.XATTRS),
            new ListFormat.NameSource() {
              @Override
              public byte @Nullable [] user(int uid) {
                return names.user(uid);
              }

              @Override
              public byte @Nullable [] group(int gid) {
                return names.group(gid);
              }
            });
    return new PushDialogue(
        session,
        builder,
        new FileListEncoder(format, session.out()),
        checksums,
        tokens,
        new PushDialogue.Manner(
            options.has(PushFlag.INPLACE),
            options.has(PushFlag.DRY_RUN),
            options.has(PushFlag.HARD_LINKS),
            request.selection() instanceof Selection.Names && NamesPush.sendsUnasked(options),
            options.has(PushFlag.XATTRS)),
        outcome);
  }

  private @Nullable AttributeReader attributes(Dialect dialect) {
    boolean acls = options.has(PushFlag.ACLS);
    boolean xattrs = options.has(PushFlag.XATTRS);
    if (!acls && !xattrs) {
      return null;
    }
    KeptXattrs kept = new KeptXattrs(options.filter(), options.count(PushFlag.XATTRS) > 1);
    return new AttributeReader(
        acls, xattrs ? kept::includes : null, Checksums.of(dialect, Digest.MD5).newFileHasher());
  }

  private MountPoints mountPoints() {
    return switch (options.count(PushFlag.ONE_FILE_SYSTEM)) {
      case 0 -> MountPoints.ENTERED;
      case 1 -> MountPoints.LISTED;
      default -> MountPoints.LEFT_OUT;
    };
  }

  /** The filter section, exactly when the server expects one (05-filters, section 8.1). */
  private @Nullable List<byte[]> rules() {
    if (!options.deletes() && !options.has(PushFlag.PRUNE_EMPTY_DIRS)) {
      return null;
    }
    FilterRules rules = options.filter();
    if (request.selection() instanceof Selection.Names names) {
      List<FilterRule> all = new ArrayList<>(rules.rules());
      all.addAll(NamesPush.deletionRules(names));
      rules = FilterRules.of(all);
    }
    return rules.wireForPush(options.has(PushFlag.DELETE_EXCLUDED));
  }
}
