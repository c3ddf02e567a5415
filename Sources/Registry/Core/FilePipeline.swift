internal import CFileSystem
internal import Glibc

/// Writes a long file to the disk and not into the system's cache first.
///
/// Nobody reads gigabytes again soon. In the cache they cost more processor time than all that makes
/// and digests them, and take the place of what is read often. Begins at a multiple of a page.
@safe final class UncachedWriter {
  /// Bytes that are written at a time.
  static let portion = 1 << 22
  /// What positions and lengths are multiples of.
  private static let page = 4096

  private let descriptor: Int32
  /// A portion, there until the writer is gone.
  private let memory: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// Whether the cache is passed by: until a file system refuses it, or the rest is no whole page.
  private var isDirect: Bool

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    unsafe memory = .allocate(byteCount: Self.portion, alignment: Self.page)
    isDirect = file_system_bypass_cache(descriptor, 1) == 0
  }

  deinit { unsafe memory.deallocate() }

  /// Takes bytes up and writes them, portion by portion.
  /// - Returns: whether that succeeded; `errno` says why not.
  func write(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = min(rest.count, Self.portion - filled)
      // Safe: so many bytes have room behind those that are there.
      unsafe rest.prefix(count).withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[filled...]).copyMemory(from: bytes)
      }
      filled += count
      rest = rest.dropFirst(count)
      if filled == Self.portion, !flush() { return false }
    }
    return true
  }

  /// Writes what is left.
  /// - Returns: whether that succeeded; `errno` says why not.
  func finish() -> Bool {
    endBypass()
    return flush()
  }

  private func endBypass() {
    guard isDirect else { return }
    isDirect = false
    _ = file_system_bypass_cache(descriptor, 0)
  }

  private func flush() -> Bool {
    var written = 0
    while written < filled {
      // Safe: the range was filled.
      let count = unsafe Glibc.write(
        descriptor, memory.baseAddress.map { unsafe $0 + written }, filled - written)
      if count > 0 {
        written += count
        // A disk that is nearly full takes less: what follows lies at no multiple of a page.
        if written % Self.page != 0 { endBypass() }
      } else if errno == EINVAL, isDirect {
        endBypass()
      } else if errno != EINTR {
        return false
      }
    }
    filled = 0
    return true
  }
}
