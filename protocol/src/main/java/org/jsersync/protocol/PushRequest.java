package org.jsersync.protocol;

import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * One push: what, from where, to where, how.
 *
 * @param target the module and the path in it
 * @param password where the password comes from if the daemon asks for one; null = none is had
 * @param sourceRoot absolute path of the directory that the selection's names are relative to
 * @param selection what of it
 * @param options rsync's options
 * @param listener hears what happens; {@link #SILENT} for none
 * @param keepsItems whether the report lists every item; a large first push has many
 */
public record PushRequest(
    RsyncTarget target,
    @Nullable PasswordSource password,
    BytePath sourceRoot,
    Selection selection,
    PushOptions options,
    PushListener listener,
    boolean keepsItems) {
  /** A listener that takes nothing. */
  public static final PushListener SILENT = new PushListener() {};

  /**
   * Rejects what cannot be.
   *
   * @throws IllegalArgumentException if the source root is relative
   */
  public PushRequest {
    if (!sourceRoot.isAbsolute()) {
      throw new IllegalArgumentException("source root is not absolute: " + sourceRoot);
    }
  }

  /** A push whose report lists only what failed. */
  public PushRequest(
      RsyncTarget target,
      @Nullable PasswordSource password,
      BytePath sourceRoot,
      Selection selection,
      PushOptions options,
      PushListener listener) {
    this(target, password, sourceRoot, selection, options, listener, false);
  }

  /** A push of what is in a directory, with a report of every item. */
  public static PushRequest of(
      BytePath directory,
      RsyncTarget target,
      @Nullable PasswordSource password,
      PushOptions options) {
    return new PushRequest(
        target, password, directory, Selection.contents(), options, SILENT, true);
  }
}
