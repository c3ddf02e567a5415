internal import Domain

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

extension CommandContext {
  /// The real world.
  public static func system() -> CommandContext {
    var context = CommandContext(
      clock: now,
      environment: { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
      },
      userName: currentUserName(),
      input: Input(isTerminal: isatty(STDIN_FILENO) == 1) { count in
        try SystemCalls.read(count, from: STDIN_FILENO, name: "standard input")
      },
      output: stream(STDOUT_FILENO, "standard output"),
      errors: stream(STDERR_FILENO, "standard error"))
    context.isWholeProcess = true
    return context
  }

  @Sendable
  private static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// The name behind the effective user id, or the id where it has none.
  private static func currentUserName() -> String {
    let user = geteuid()
    guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else {
      return "uid-\(user)"
    }
    return unsafe String(cString: name)
  }

  private static func stream(_ descriptor: Int32, _ name: String) -> Stream {
    Stream(terminalWidth: terminalWidth(descriptor)) { bytes in
      try SystemCalls.write(bytes, to: descriptor, name: name)
    }
  }

  private static func terminalWidth(_ descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
