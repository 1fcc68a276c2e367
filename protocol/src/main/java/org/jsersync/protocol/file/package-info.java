/**
 * Files as the kernel names them: byte paths, lstat, directories, contents, by libc through the
 * Foreign Function and Memory API, because a name that is no valid UTF-8 has no {@code
 * java.nio.file.Path}.
 *
 * <p>In: a root directory and byte paths below it. Out: {@link
 * org.jsersync.protocol.file.FileStat}, names, bytes, or a {@link
 * org.jsersync.protocol.file.PosixException}. Begin with {@link
 * org.jsersync.protocol.file.SourceTree}.
 */
@NullMarked
package org.jsersync.protocol.file;

import org.jspecify.annotations.NullMarked;
