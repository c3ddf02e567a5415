/// Some of the bytes of a file, on their way to it.
@safe final class FilePortion: @unchecked Sendable {  // one thread at a time, handed on by queues
  /// Bytes that a file is written by: a multiple of a page.
  static let length = 1 << 21
  /// What positions and lengths are multiples of, and addresses too.
  static let page = 4096

  /// Bytes that have room behind a full portion; they belong to the next one.
  let spare: Int
  // There until the portion is gone.
  private let memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(spare: Int) {
    self.spare = spare
    unsafe memory = .allocate(byteCount: Self.length + spare, alignment: Self.page)
  }

  deinit { unsafe memory.deallocate() }

  /// Whether so many bytes can be sent as are sent at a time.
  var isFull: Bool { count >= Self.length }

  /// The bytes.
  var bytes: UnsafeRawBufferPointer {
    @unsafe get { unsafe UnsafeRawBufferPointer(rebasing: memory[..<count]) }
  }

  /// Has bytes appended.
  func append(_ fill: (inout OutputSpan<UInt8>) -> Void) {
    // Safe: the room behind the bytes is nobody else's, and what was put there is counted.
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...])
      .bindMemory(to: UInt8.self)
    var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
    fill(&output)
    count += unsafe output.finalize(for: room)
  }

  /// Takes up bytes as far as the portion is not full.
  /// - Returns: how many.
  func take(_ bytes: ArraySlice<UInt8>) -> Int {
    let taken = min(bytes.count, Self.length - count)
    // Safe: so many bytes have room behind those that are there.
    unsafe bytes.prefix(taken).withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    }
    count += taken
    return taken
  }

  /// Takes over all of another portion.
  func take(_ other: FilePortion, from start: Int = 0) {
    // Safe: what lies behind a full portion is never more than what a portion has room for.
    unsafe memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: other.bytes[start...]))
    count = other.count - start
    other.count = min(start, other.count)
  }

  /// Forgets the bytes.
  func clear() { count = 0 }
}
