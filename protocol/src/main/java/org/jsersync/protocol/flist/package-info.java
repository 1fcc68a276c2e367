/**
 * The file list of a push (02-filelist). In: what was asked for, as a {@link
 * org.jsersync.protocol.flist.NamePlan}, and the source trees. Out: lists of {@link
 * org.jsersync.protocol.flist.FileEntry}, sorted as both sides sort them, and their bytes on the
 * wire. Begin with {@link org.jsersync.protocol.flist.ListBuilder}, which cuts lists out of what a
 * {@code Walk} finds, and {@link org.jsersync.protocol.flist.FileListEncoder}, which writes them.
 * What goes over beside mode, owner and times, {@link org.jsersync.protocol.flist.AttributeReader}
 * reads.
 */
@NullMarked
package org.jsersync.protocol.flist;

import org.jspecify.annotations.NullMarked;
