package org.jsersync.protocol;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ModeChanges;
import org.jsersync.protocol.filter.FilterRules;
import org.jspecify.annotations.Nullable;

/** Makes {@link PushOptions}; each setter is named and documented as the component it sets. */
public final class PushOptionsBuilder {
  private final Map<PushFlag, Integer> flags = new EnumMap<>(PushFlag.class);
  private DeleteMode delete = DeleteMode.NONE;
  private @Nullable Integer maxDelete;
  private Compression compression = Compression.NONE;
  private @Nullable Integer compressLevel;
  private @Nullable String checksumChoice;
  private int checksumSeed = 0;
  private int blockSize = 0;
  private int timeoutSeconds = 0;
  private int connectTimeoutSeconds = 0;
  private int bandwidthLimitKib = 0;
  private @Nullable Integer modifyWindow;
  private @Nullable Long minSize;
  private @Nullable Long maxSize;
  private @Nullable BytePath backupDir;
  private @Nullable String suffix;
  private @Nullable BytePath partialDir;
  private @Nullable BytePath tempDir;
  private @Nullable String usermap;
  private @Nullable String groupmap;
  private FilterRules filter = FilterRules.EMPTY;
  private List<BasisDir> basisDirs = List.of();
  private List<String> remoteOptions = List.of();
  private int protocolCap = PushOptions.NEWEST_PROTOCOL;
  private @Nullable String address;
  private ModeChanges chmod = ModeChanges.NONE;
  private @Nullable String maxAlloc;

  PushOptionsBuilder() {}

  PushOptionsBuilder(PushOptions from) {
    flags.putAll(from.flags());
    delete = from.delete();
    maxDelete = from.maxDelete();
    compression = from.compression();
    compressLevel = from.compressLevel();
    checksumChoice = from.checksumChoice();
    checksumSeed = from.checksumSeed();
    blockSize = from.blockSize();
    timeoutSeconds = from.timeoutSeconds();
    connectTimeoutSeconds = from.connectTimeoutSeconds();
    bandwidthLimitKib = from.bandwidthLimitKib();
    modifyWindow = from.modifyWindow();
    minSize = from.minSize();
    maxSize = from.maxSize();
    backupDir = from.backupDir();
    suffix = from.suffix();
    partialDir = from.partialDir();
    tempDir = from.tempDir();
    usermap = from.usermap();
    groupmap = from.groupmap();
    filter = from.filter();
    basisDirs = from.basisDirs();
    remoteOptions = from.remoteOptions();
    protocolCap = from.protocolCap();
    address = from.address();
    chmod = from.chmod();
    maxAlloc = from.maxAlloc();
  }

  /** {@code -a}. */
  public PushOptionsBuilder archive() {
    return set(
        PushFlag.RECURSIVE,
        PushFlag.LINKS,
        PushFlag.PERMS,
        PushFlag.TIMES,
        PushFlag.OWNER,
        PushFlag.GROUP,
        PushFlag.DEVICES,
        PushFlag.SPECIALS);
  }

  /** Turns flags on, once each. */
  public PushOptionsBuilder set(PushFlag... on) {
    for (PushFlag flag : on) {
      flags.put(flag, 1);
    }
    return this;
  }

  /** Turns flags off. */
  public PushOptionsBuilder clear(PushFlag... off) {
    for (PushFlag flag : off) {
      flags.remove(flag);
    }
    return this;
  }

  /** Turns a flag on or off. */
  public PushOptionsBuilder set(PushFlag flag, boolean on) {
    return count(flag, on ? 1 : 0);
  }

  /** Turns a flag on once more. */
  public PushOptionsBuilder add(PushFlag flag) {
    flags.merge(flag, 1, Integer::sum);
    return this;
  }

  /** Sets how often a flag was given. */
  public PushOptionsBuilder count(PushFlag flag, int times) {
    if (times > 0) {
      flags.put(flag, times);
    } else {
      flags.remove(flag);
    }
    return this;
  }

  public PushOptionsBuilder delete(DeleteMode value) {
    delete = value;
    return this;
  }

  public PushOptionsBuilder maxDelete(@Nullable Integer value) {
    maxDelete = value;
    return this;
  }

  public PushOptionsBuilder compression(Compression value) {
    compression = value;
    return this;
  }

  public PushOptionsBuilder compressLevel(@Nullable Integer value) {
    compressLevel = value;
    return this;
  }

  public PushOptionsBuilder checksumChoice(@Nullable String value) {
    checksumChoice = value;
    return this;
  }

  public PushOptionsBuilder checksumSeed(int value) {
    checksumSeed = value;
    return this;
  }

  public PushOptionsBuilder blockSize(int value) {
    blockSize = value;
    return this;
  }

  public PushOptionsBuilder timeoutSeconds(int value) {
    timeoutSeconds = value;
    return this;
  }

  public PushOptionsBuilder connectTimeoutSeconds(int value) {
    connectTimeoutSeconds = value;
    return this;
  }

  public PushOptionsBuilder bandwidthLimitKib(int value) {
    bandwidthLimitKib = value;
    return this;
  }

  public PushOptionsBuilder modifyWindow(@Nullable Integer value) {
    modifyWindow = value;
    return this;
  }

  public PushOptionsBuilder minSize(@Nullable Long value) {
    minSize = value;
    return this;
  }

  public PushOptionsBuilder maxSize(@Nullable Long value) {
    maxSize = value;
    return this;
  }

  public PushOptionsBuilder backupDir(@Nullable BytePath value) {
    backupDir = value;
    return this;
  }

  public PushOptionsBuilder suffix(@Nullable String value) {
    suffix = value;
    return this;
  }

  public PushOptionsBuilder partialDir(@Nullable BytePath value) {
    partialDir = value;
    return this;
  }

  public PushOptionsBuilder tempDir(@Nullable BytePath value) {
    tempDir = value;
    return this;
  }

  public PushOptionsBuilder usermap(@Nullable String value) {
    usermap = value;
    return this;
  }

  public PushOptionsBuilder groupmap(@Nullable String value) {
    groupmap = value;
    return this;
  }

  public PushOptionsBuilder filter(FilterRules value) {
    filter = value;
    return this;
  }

  public PushOptionsBuilder basisDirs(List<BasisDir> value) {
    basisDirs = value;
    return this;
  }

  public PushOptionsBuilder remoteOptions(List<String> value) {
    remoteOptions = value;
    return this;
  }

  public PushOptionsBuilder protocolCap(int value) {
    protocolCap = value;
    return this;
  }

  public PushOptionsBuilder address(@Nullable String value) {
    address = value;
    return this;
  }

  /** One more change of modes, behind those before. */
  public PushOptionsBuilder chmod(ModeChanges value) {
    chmod = chmod.then(value);
    return this;
  }

  public PushOptionsBuilder maxAlloc(@Nullable String value) {
    maxAlloc = value;
    return this;
  }

  public PushOptions build() {
    return new PushOptions(
        flags,
        delete,
        maxDelete,
        compression,
        compressLevel,
        checksumChoice,
        checksumSeed,
        blockSize,
        timeoutSeconds,
        connectTimeoutSeconds,
        bandwidthLimitKib,
        modifyWindow,
        minSize,
        maxSize,
        backupDir,
        suffix,
        partialDir,
        tempDir,
        usermap,
        groupmap,
        filter,
        basisDirs,
        remoteOptions,
        protocolCap,
        address,
        chmod,
        maxAlloc);
  }
}
