/// The bytes in which a store keeps a donor in codes.
///
/// Words of eight bytes, the lowest first: one with sex, vital status, whether there may be no contact and
/// how many tumours and specimens follow, one with country and postcode; three for each tumour and one
/// for each four of its markers; one for each specimen, and another where its amount is known; at the end
/// four bytes of a checksum over the donor's code and all of them.
extension PackedDonor {
  private static let greatestCount = 255
  private static let checksumWidth = 4

  /// The bytes; none where they have no room for what is known.
  /// - Parameter donor: the donor's code.
  /// - Returns: what ``take(codes:of:)`` takes.
  public func codes(of donor: Int64) -> [UInt8] {
    guard tumours.count <= Self.greatestCount, tissue.count <= Self.greatestCount,
      country.number <= UInt64(UInt32.max), postcode3.number <= UInt64(UInt32.max),
      birthYear.map({ UInt16(exactly: $0) != nil }) ?? true
    else { return [] }
    var words = WordWriter()
    words.put(sex.rawValue, 8)
    words.put(vitalStatus.rawValue, 8)
    words.put(noContact ? 1 : 0, 1)
    words.put(birthYear == nil ? 0 : 1, 7)
    words.put(tumours.count, 8)
    words.put(tissue.count, 8)
    words.put(birthYear ?? 0, 24)
    words.put(country.number, 32)
    words.put(postcode3.number, 32)
    for tumour in tumours { tumour.append(to: &words) }
    for specimen in tissue { specimen.append(to: &words) }
    let checksum = CodesChecksum.of(words.bytes.span, count: words.bytes.count, donor: donor)
    for place in 0..<Self.checksumWidth {
      words.bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt32(8 * place)))
    }
    return words.bytes
  }

  /// Takes up what ``codes(of:)`` gave.
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - donor: the donor's code.
  /// - Returns: false for bytes that are damaged, or another donor's.
  public mutating func take(codes bytes: Span<UInt8>, of donor: Int64) -> Bool {
    tumours.removeAll(keepingCapacity: true)
    tissue.removeAll(keepingCapacity: true)
    facility = nil
    let length = bytes.count - Self.checksumWidth
    guard length >= 16, length % 8 == 0 else { return false }
    var checksum: UInt32 = 0
    for place in 0..<Self.checksumWidth {
      checksum |= UInt32(bytes[length + place]) << UInt32(8 * place)
    }
    guard checksum == CodesChecksum.of(bytes, count: length, donor: donor) else { return false }
    var words = WordReader(end: length)
    let head = words.next(bytes)
    guard let sex = Sex(rawValue: UInt8(truncatingIfNeeded: head)),
      let vitalStatus = VitalStatus(rawValue: UInt8(truncatingIfNeeded: head >> 8))
    else { return false }
    (self.sex, self.vitalStatus) = (sex, vitalStatus)
    noContact = head >> 16 & 1 == 1
    birthYear = head >> 17 & 1 == 1 ? Int(head >> 40 & 0xFFFF) : nil
    let place = words.next(bytes)
    country = ShortText(number: place & 0xFFFF_FFFF)
    postcode3 = ShortText(number: place >> 32)
    for _ in 0..<(head >> 24 & 0xFF) {
      guard let tumour = TumourCodes(&words, bytes) else { return false }
      tumours.append(tumour)
    }
    for _ in 0..<(head >> 32 & 0xFF) {
      guard let specimen = Specimen(&words, bytes) else { return false }
      tissue.append(specimen)
    }
    return words.isAtEnd
  }
}

/// Writes fields into words, the first into the lowest bits; a word is written when it is full.
struct WordWriter {
  var bytes: [UInt8] = []
  private var word: UInt64 = 0
  private var filled: UInt64 = 0

  /// Writes a number that is not negative and below the power of two of its width.
  mutating func put(_ value: some BinaryInteger, _ width: UInt64) {
    word |= UInt64(truncatingIfNeeded: value) << filled
    filled += width
    guard filled == 64 else { return }
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * place))) }
    (word, filled) = (0, 0)
  }
}

/// Reads words; behind the last one it gives 0 and is not at the end any more.
struct WordReader {
  private var at = 0
  private let end: Int

  init(end: Int) { self.end = end }

  var isAtEnd: Bool { at == end }

  mutating func next(_ bytes: Span<UInt8>) -> UInt64 {
    defer { at += 8 }
    guard at + 8 <= end else { return 0 }
    return Self.word(bytes, at)
  }

  static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    // Safe: the callers hold the place against the end, and any eight bytes are a number.
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
  }
}

/// Tells bytes that were changed: any change within one word gives another number before it is cut
/// short.
private enum CodesChecksum {
  static func of(_ bytes: Span<UInt8>, count: Int, donor: Int64) -> UInt32 {
    var sum = UInt64(bitPattern: donor) &* 0x9E37_79B9_7F4A_7C15
    sum ^= sum >> 29
    var at = 0
    while at < count {
      sum = (sum ^ WordReader.word(bytes, at)) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
      at += 8
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}
