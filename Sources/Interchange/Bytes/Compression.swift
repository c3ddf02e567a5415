/// Recognises files that have to be unpacked first.
enum Compression {
  /// Whether the input begins like gzip (RFC 1952) or ZIP, which spreadsheets are.
  static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
  }
}
