/// What a sealed box or MAC is bound to: its purpose, and whose it is.
///
/// A box that is moved to another donor, or offered for another purpose, does not open.
enum BoundContext: UInt8 {
  case dataKey = 1
  case studyKey = 2
  case identity = 3
  case pseudonym = 4
  case keyRingMaster = 5
  case keyRingLogKey = 6
  case operatorKey = 7
  case inheritedKey = 8

  /// Version of these layouts, the first byte of each.
  private static let version: UInt8 = 1

  /// Version, purpose, donor code in eight bytes.
  static func bytes(_ purpose: BoundContext, donor: DonorCode) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    bytes.append(version)
    bytes.append(purpose.rawValue)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: donor.value >> Int64(shift)))
    }
    return bytes
  }

  /// Version, purpose, and texts each behind a 32-bit length.
  static func bytes(_ purpose: BoundContext, _ texts: String...) -> [UInt8] {
    var bytes = [version, purpose.rawValue]
    for text in texts {
      let count = UInt32(text.utf8.count)
      for shift in stride(from: 24, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
      }
      bytes.append(contentsOf: text.utf8)
    }
    return bytes
  }
}
