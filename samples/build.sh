# Sourced by what runs on the built samples: finds Java, and builds what is missing or older than its source.
# The caller has set `self`, its name in messages.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
classpath=$root/samples/target/classpath # the build writes it last

fail() {
    echo "$self: $*" >&2
    exit 1
}

# Sets java, java_version and java_options.
find_java() {
    local major
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    command -v "$java" >/dev/null ||
        fail "no java found${JAVA_HOME:+ at JAVA_HOME=$JAVA_HOME}; JDK 17 or newer is needed (PATH or JAVA_HOME)"
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p') || true
    major=${java_version%%[.-]*}
    ((${major:-0} >= 17)) || fail "JDK 17 or newer is needed, $java is ${java_version:-no Java}; set JAVA_HOME to another"
    java_options=(-Djava.awt.headless=true -Dorg.nd4j.log.initialization=false)
    # DL4J loads native code and uses Unsafe, which newer JVMs warn about.
    ((major < 24)) || java_options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
}

stale() {
    [[ -f $classpath ]] || return 0
    local jars jar
    IFS=: read -ra jars <<<"$(<"$classpath")"
    for jar in "${jars[@]}"; do
        [[ -f $jar ]] || return 0
    done
    # A folder is newer than the build where a file was removed from it.
    [[ -n $(cd "$root" && find pom.xml {*,dl4j-bridge/*}/{pom.xml,src/main} samples/notebooks/{sources,startup.jshell} -newer "$classpath" 2>/dev/null) ]]
}

build_where_stale() {
    stale || return 0
    command -v mvn >/dev/null || fail "no mvn found; Maven 3.6.3 or newer is needed to build"
    if [[ ! -d $HOME/.m2/repository/org/nd4j/nd4j-native ]]; then
        echo "First run: Maven downloads about 220 MB, half of it native code of DL4J; later runs need no network." >&2
    fi
    echo "Building..." >&2
    mvn -q -B -ntp -f "$root/pom.xml" -pl samples -am -Dmaven.test.skip -Djacoco.skip package >&2 ||
        fail "the build failed; what Maven says above tells why"
    touch "$classpath"
}
