/// The 32 bytes of a SHA-256 hash or MAC, held in place without an allocation.
public struct Digest: Hashable, Sendable {
  /// 32, the number of bytes.
  public static let length = 32

  // Four words in memory order: the value's memory is the digest.
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// All zeros, to be overwritten.
  init() {}

  /// Lets a closure fill the 32 bytes; nil where the closure says that it did not.
  @inline(__always)
  init?(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Bool) {
    // Safe: the tuple is 32 trivial bytes and the pointer is used within the closure only.
    let filled = unsafe withUnsafeMutableBytes(of: &words) { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe fill(base.assumingMemoryBound(to: UInt8.self))
    }
    guard filled else { return nil }
  }

  /// Wraps stored bytes; nil where they are not 32.
  /// - Parameter bytes: the 32 bytes.
  public init?(bytes: Span<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    // Safe: both buffers are 32 bytes long.
    unsafe withUnsafeMutableBytes(of: &words) { buffer in
      for index in 0..<Self.length { unsafe buffer[index] = bytes[index] }
    }
  }

  /// Wraps stored bytes; nil where they are not 32.
  /// - Parameter bytes: the 32 bytes.
  public init?(bytes: [UInt8]) {
    self.init(bytes: bytes.span)
  }

  /// The bytes as an array.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Self.length)
    append(to: &result)
    return result
  }

  /// The first eight bytes as a big-endian number: a truncated digest.
  public var leading64: UInt64 { UInt64(bigEndian: words.0) }

  /// The second eight bytes as a big-endian number.
  public var second64: UInt64 { UInt64(bigEndian: words.1) }

  /// Appends the 32 bytes.
  /// - Parameter bytes: the buffer to append to.
  public func append(to bytes: inout [UInt8]) {
    // Safe: reads the 32 bytes of this value.
    unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Lends the bytes for the time of a closure.
  /// - Parameter body: reads the bytes.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public func withBytes<Result, Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let copy = words
    // Safe: the span cannot outlive the closure, and `copy` lives as long.
    return try unsafe withUnsafeBytes(of: copy) { buffer throws(Failure) -> Result in
      try unsafe body(buffer.bindMemory(to: UInt8.self).span)
    }
  }

  /// Whether all 32 bytes are equal.
  public static func == (left: Digest, right: Digest) -> Bool {
    left.words == right.words
  }

  /// Hashes the first sixteen bytes, which are as good as random.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension Digest: CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public var description: String { Hexadecimal.text(of: bytes) }
}

/// Bytes as lower-case hexadecimal text.
public enum Hexadecimal {
  /// Writes two digits a byte.
  /// - Parameter bytes: the bytes.
  /// - Returns: the digits.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads an even number of digits of either case; nil for anything else.
  /// - Parameter text: the digits.
  /// - Returns: the bytes.
  public static func bytes(of text: some StringProtocol) -> [UInt8]? {
    var result: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? result : nil
  }
}
