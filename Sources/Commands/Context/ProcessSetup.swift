internal import Registry

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the process is told before it touches any data.
enum ProcessSetup {
  /// Keeps memory out of core files and new files private, and turns the signals that would kill
  /// the process half way through a write into errors of that write.
  static func apply() {
    umask(0o077)
    Registry.keepMemoryPrivate()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Darwin)
      unsafe setrlimit(RLIMIT_CORE, &none)
    #else
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #endif
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Every change is one transaction, so that leaving at once leaves nothing half done.
    signal(SIGINT) { _ in _exit(130) }
  }

  /// Ends the process.
  static func end(_ status: Int32) -> Never { exit(status) }
}
