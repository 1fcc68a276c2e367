# Sourced by bin/jsersync and bin/jrsync: finds a JDK, builds what is missing, starts.
#
# In:  $command, $main (class), $heap (most memory), $runs (briefly or long), $bin, and the
#      command's arguments; $name, what it was started as, if that counts. JAVA_OPTS adds options
#      for the JVM.
# Out: the process is replaced by the JVM.

oldest=25

fail() {
  echo "$command: $1" >&2
  exit 1
}

# Whether a directory holds a JDK (or, at least, a JVM) that is new enough.
suits() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  # By the shell alone: starting a process for this would take longer than all the rest.
  while IFS='="' read -r key _ version; do
    if [ "$key" = JAVA_VERSION ]; then
      version=${version%%[!0-9]*}
      [ "${version:-0}" -ge "$oldest" ]
      return
    fi
  done <"$1/release"
  return 1
}

# Sets $jdk, preferring what the user chose.
find_jdk() {
  for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/jdk* /opt/java/*; do
    suits "$jdk" && return
  done
  if java=$(command -v java); then
    jdk=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")
    suits "$jdk" && return
  fi
  echo "$command: needs a JDK $oldest or newer, and found none in JAVA_HOME, /usr/lib/jvm or PATH." >&2
  echo "Get one: apt-get install openjdk-$oldest-jdk, or https://adoptium.net/ and set JAVA_HOME." >&2
  exit 1
}

# Sets $jar; empty if it is not built.
find_jar() {
  jar=
  for candidate in "$home"/daemon/target/jsersync-daemon-*.jar; do
    if [ -r "$candidate" ] && [ -d "$home/daemon/target/lib" ]; then
      jar=$candidate
    fi
  done
}

# Sets $jvm. The second compiler takes the core that the daemon needs: what runs briefly is done
# before that pays, so it has only the first, early, and room for its garbage, and its cache of
# classes is mapped where it was made for, since elsewhere all its pointers had to be mended first;
# what runs long has the second compiler ten times later than usual, when the first sync is over.
tune() {
  case $runs in
  briefly)
    jvm="-XX:TieredStopAtLevel=1 -XX:Tier3InvocationThreshold=50 -XX:Tier3MinInvocationThreshold=25
      -XX:Tier3CompileThreshold=500 -XX:Tier3BackEdgeThreshold=15000
      -Xms64m -Xmn40m -XX:-UsePerfData
      -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
    ;;
  *)
    jvm="-Xms16m -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
      -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
    ;;
  esac
  # Netty would start the JVM's flight recorder for events that nobody records, and look through
  # the network's interfaces for an identity that nobody asks for.
  jvm="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -Dio.netty.jfr.enabled=false -Dio.netty.machineId=00:00:00:00:00:00:00:01
    -Dio.netty.processId=1
    -XX:+UseSerialGC -Xmx$heap $jvm ${JAVA_OPTS:-}"
}

build() {
  [ -r "$home/pom.xml" ] || fail "its jars are missing in $home/daemon/target"
  command -v mvn >/dev/null || fail "not built yet, and there is no mvn on PATH to build it: apt-get install maven"
  echo "$command: building it first, once; this takes a minute ..." >&2
  (CDPATH='' cd -- "$home" && JAVA_HOME=$jdk mvn -q -DskipTests -pl daemon -am package >&2) ||
    fail "the build failed; see above"
  find_jar
  [ -n "$jar" ] || fail "the build left no jar in $home/daemon/target"
}

# Half of a short run is loading classes: a cache of them is made by one trial run per build.
find_cache() {
  cache=$home/daemon/target/$command.aot
  if [ ! "$cache" -nt "$jar" ] && [ -w "$home/daemon/target" ]; then
    echo "$command: preparing a faster start, once ..." >&2
    part=$cache.$$
    # shellcheck disable=SC2086 # Options are words.
    "$jdk/bin/java" $jvm -XX:AOTCacheOutput="$part" -cp "$jar" org.jsersync.daemon.cli.Rehearsal "$command" \
      >/dev/null 2>&1 </dev/null
    if [ -s "$part" ]; then mv -f -- "$part" "$cache"; else : >"$cache"; fi
    rm -f -- "$part" "$part.config"
  fi
  if [ -s "$cache" ] && [ "$cache" -nt "$jar" ]; then
    jvm="$jvm -Xlog:aot=off -Xlog:cds=off"
    sharing=-XX:AOTCache=$cache
  else
    sharing=-Xshare:auto
  fi
}

# A standard stream that is closed (as rc.local may leave it) would become a file that the JVM opens.
[ -e /proc/self/fd/0 ] || exec </dev/null
[ -e /proc/self/fd/1 ] || exec >/dev/null
[ -e /proc/self/fd/2 ] || exec 2>/dev/null

home=${bin%/*}
find_jdk
find_jar
[ -n "$jar" ] || build
tune
find_cache
# shellcheck disable=SC2086 # Options are words.
exec "$jdk/bin/java" $jvm "$sharing" ${name:+"-Djsersync.name=$name"} -cp "$jar" "$main" "$@"
