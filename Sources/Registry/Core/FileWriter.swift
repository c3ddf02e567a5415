internal import CFileSystem
internal import Glibc

/// Writes bytes to a file, those behind its beginning past the system's cache.
final class FileWriter {
  private let descriptor: Int32
  private let longFile: Int
  /// Bytes that were written.
  private var position = 0
  /// Bytes that the system was told to store already.
  private var begun = 0
  /// Whether the cache is passed by.
  private var isDirect = false
  /// Whether it may be: until a file system refuses it, or a piece is no whole page.
  private var mayBeDirect = true

  /// Begins at the beginning of a file.
  /// - Parameters:
  ///   - descriptor: the file.
  ///   - longFile: bytes after which the rest passes the system's cache by.
  init(_ descriptor: Int32, longFile: Int) {
    self.descriptor = descriptor
    self.longFile = longFile
  }

  /// Writes the next bytes.
  /// - Parameter bytes: the bytes, at an address that is a multiple of a page.
  /// - Returns: whether that succeeded; `errno` says why not.
  @unsafe func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    choose(for: bytes.count)
    var written = 0
    while written < bytes.count {
      // Safe: the range lies within the bytes.
      let count = unsafe Glibc.write(
        descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      if count > 0 {
        written += count
        // A disk that is nearly full takes less: what follows lies at no multiple of a page.
        if written % FilePortion.page != 0 { endBypass() }
      } else if errno == EINVAL, isDirect {
        endBypass()
      } else if errno != EINTR {
        return false
      }
    }
    position += written
    beginStoring()
    return true
  }

  private func choose(for count: Int) {
    if count % FilePortion.page != 0 { endBypass() }
    guard mayBeDirect, !isDirect, position >= longFile else { return }
    isDirect = file_system_bypass_cache(descriptor, 1) == 0
    mayBeDirect = isDirect
  }

  private func endBypass() {
    mayBeDirect = false
    guard isDirect else { return }
    isDirect = false
    _ = file_system_bypass_cache(descriptor, 0)
  }

  /// Bytes after which the system begins to store them: the disk is then at work while the next are
  /// made, and not only when all of them have to be stored.
  private static let storedAtOnce = 1 << 23

  private func beginStoring() {
    guard !isDirect, position - begun >= Self.storedAtOnce else { return }
    // Whether they were stored is what the sync at the end says.
    _ = file_system_begin_storing(descriptor, Int64(begun), Int64(position - begun))
    begun = position
  }
}
