internal import Glibc

/// What the operating system says about a failed call.
enum SystemFailure {
  static func words(_ code: Int32) -> String {
    // Safe: strerror returns a string that stays until the thread's next call of it.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
