/// The keys in memory by which records are proposed to each other, of the same kinds as the keyed
/// tokens that a registry keeps, and of address lines beside them.
///
/// The keys are mixes without a secret and never leave the process.
enum BlockingKeys {
  /// The number of keys of a record; one that is missing is 0.
  static let count = 32

  /// Writes the keys of a record.
  static func write(_ record: ComparisonRecord, to keys: inout [UInt64]) {
    for index in keys.indices { keys[index] = 0 }
    writeNumbers(record, to: &keys)
    let given = record.given.mixed
    let family = record.family.mixed
    let hasGiven = !record.given.isEmpty
    let hasFamily = !record.family.isEmpty
    let givenInitial = UInt64(record.given[0])
    let familyInitial = UInt64(record.family[0])
    let names = PackedText.mix(min(given, family), max(given, family))
    let isSounded = record.soundexGiven != 0 && record.soundexFamily != 0
    // In either order, as names come that were exchanged.
    let sound =
      UInt64(min(record.soundexGiven, record.soundexFamily)) << 32
      | UInt64(max(record.soundexGiven, record.soundexFamily))

    if !record.birth.isEmpty {
      let birth = record.birth.low
      let year = birth & 0xFFFF_FFFF
      if hasGiven, hasFamily { keys[15] = mix(15, names, year) }
      if isSounded { keys[20] = mix(20, sound, year) }
      if !record.isBirthDayUnknown {
        let month = birth >> 32 & 0xFFFF
        let day = birth >> 48
        let either = min(month, day) << 16 | max(month, day)
        if hasGiven { keys[5] = mix(5, given, birth) }
        if hasGiven { keys[13] = mix(13, givenInitial, birth) }
        if hasFamily { keys[14] = mix(14, familyInitial, birth) }
        if hasGiven, hasFamily {
          keys[2] = mix(2, names, year ^ either << 32)
          keys[4] = mix(4, PackedText.mix(givenInitial, family), birth)
          let initials = min(givenInitial, familyInitial) << 8 | max(givenInitial, familyInitial)
          keys[9] = mix(9, initials, year ^ either << 32)
          keys[16] = mix(16, names, month << 16 | day)
        }
        if isSounded {
          keys[3] = mix(3, sound, birth)
          keys[12] = mix(12, sound, either)
        }
      }
    }
    writePlaces(record, names: names, sound: isSounded ? sound : 0, to: &keys)
  }

  private static func writeNumbers(
    _ record: ComparisonRecord, to keys: inout [UInt64]
  ) {
    if !record.national.isEmpty {
      keys[0] = mix(0, record.national.mixed, UInt64(record.nationalSystem))
    }
    if record.patientNumber != 0 { keys[1] = mix(1, record.patientNumber, 0) }
    if !record.phone.isEmpty {
      keys[17] = mix(17, record.phone.mixed, 0)
      if !record.given.isEmpty { keys[6] = mix(6, record.phone.mixed, UInt64(record.given[0])) }
    }
  }

  private static func writePlaces(
    _ record: ComparisonRecord, names: UInt64, sound: UInt64, to keys: inout [UInt64]
  ) {
    let hasGiven = !record.given.isEmpty
    let hasFamily = !record.family.isEmpty
    if !record.postcode.isEmpty {
      let postcode = record.postcode.mixed
      if sound != 0 { keys[7] = mix(7, sound, postcode) }
      if !record.birth.isEmpty, !record.isBirthDayUnknown {
        keys[8] = mix(8, record.birth.low, postcode)
      }
      if hasGiven, hasFamily {
        let letters = PackedText.mix(record.given.prefix(3).low, record.family.prefix(3).low)
        keys[10] = mix(10, letters, postcode)
        keys[11] = mix(11, names, postcode)
      }
      if hasGiven { keys[18] = mix(18, record.given.mixed, postcode) }
      if record.soundexFamily != 0 { keys[19] = mix(19, UInt64(record.soundexFamily), postcode) }
    }
    if !record.house.isEmpty, sound != 0 { keys[28] = mix(28, record.house.mixed, sound) }
    if !record.birth.isEmpty {
      // With the year alone where the day is a placeholder: an address is shared by few.
      let birth = record.birth.low
      if !record.house.isEmpty { keys[29] = mix(29, record.house.mixed, birth) }
      if !record.locality.isEmpty { keys[30] = mix(30, record.locality.mixed, birth) }
      if !record.street.isEmpty { keys[31] = mix(31, record.street.mixed, birth) }
    }
    if !record.house.isEmpty, !record.postcode.isEmpty {
      keys[25] = mix(25, record.house.mixed, record.postcode.mixed)
    }
    if !record.locality.isEmpty {
      let locality = record.locality.mixed
      if !record.house.isEmpty { keys[24] = mix(24, locality, record.house.mixed) }
      if record.soundexFamily != 0 { keys[26] = mix(26, locality, UInt64(record.soundexFamily)) }
      if record.soundexGiven != 0 { keys[27] = mix(27, locality, UInt64(record.soundexGiven)) }
    }
    guard !record.street.isEmpty else { return }
    let street = record.street.mixed
    if !record.house.isEmpty { keys[21] = mix(21, street, record.house.mixed) }
    if hasGiven { keys[22] = mix(22, street, UInt64(record.given[0])) }
    if hasFamily { keys[23] = mix(23, street, UInt64(record.family[0])) }
  }

  /// Never 0, which stands for a missing key.
  @inline(__always)
  private static func mix(_ kind: UInt64, _ left: UInt64, _ right: UInt64) -> UInt64 {
    PackedText.mix(left ^ kind << 56, right) | 1
  }
}
