internal import COpenSSL

/// The memory of this process, which holds keys and identifiers while it works.
public enum ProcessMemory {
  /// Keeps it out of core files and away from debuggers of the same user.
  ///
  /// To be called before the first key is read.
  /// - Returns: whether the operating system agreed.
  @discardableResult
  public static func forbidDumps() -> Bool { copenssl_forbid_dumps() == 0 }
}
