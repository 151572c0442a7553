# shellcheck shell=bash
# Finds the JDKs and Maven; installs them where that can be done. Sourced, never run.

# The major version of the JDK in a folder; nothing where there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

jdk_folders() {
  local folder
  for folder in "${JAVA_HOME:-}" "${JAVA_HOME_17:-}" "${JAVA_HOME_21:-}" "${JAVA_HOME_25:-}" \
    /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -z "$folder" ] || [ ! -x "$folder/bin/javac" ] || (cd "$folder" && pwd -P)
  done
  if command -v javac >/dev/null; then
    dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
  fi
}

# jdk_between LOW HIGH: the folder of a JDK of a version in between, JAVA_HOME first.
jdk_between() {
  local folder version
  while read -r folder; do
    version=$(jdk_version "$folder")
    if [ -n "$version" ] && [ "$version" -ge "$1" ] && [ "$version" -le "$2" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done < <(jdk_folders | awk '!seen[$0]++')
  return 1
}

install_jdk() {
  can_install && apt_refresh || return 1
  local package=default-jdk-headless
  if apt_has openjdk-17-jdk-headless; then package=openjdk-17-jdk-headless; fi
  apt_install "$package"
}

# Sets JAVA_HOME: Java 17, which the byte code is made for, or else whatever newer one is there.
find_java() {
  local found
  if ! found=$(jdk_between 17 17 || jdk_between 18 999); then
    install_jdk || fail "no JDK 17 or newer was found" \
      "install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME to its folder"
    found=$(jdk_between 17 17 || jdk_between 18 999) || fail "the JDK that was installed cannot be found" "set JAVA_HOME"
  fi
  export JAVA_HOME=$found
  export PATH="$JAVA_HOME/bin:$PATH"
  say "JDK $(jdk_version "$JAVA_HOME"): $JAVA_HOME"
}

maven_version() { mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1; }

find_maven() {
  if ! command -v mvn >/dev/null; then
    { can_install && apt_install maven; } || fail "Maven was not found" \
      "install Maven 3.8.7 or newer (Debian: apt-get install maven) and put mvn on the PATH"
  fi
  local version
  version=$(maven_version)
  [ "$(printf '3.8.7\n%s\n' "$version" | sort -V | head -n 1)" = 3.8.7 ] || fail "Maven $version is too old" \
    "install Maven 3.8.7 or newer and put it first on the PATH"
  say "Maven $version: $(command -v mvn)"
}

# The tests of the report look at it in a real browser; without one they are left out, and say so.
find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then
      say "browser: $(command -v "$name")"
      return 0
    fi
  done
  if can_install && apt_refresh && apt_has chromium && apt_install chromium; then
    say "browser: $(command -v chromium)"
    return 0
  fi
  return 1
}
