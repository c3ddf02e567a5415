import Domain
import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct TokenMakerTests {
  /// Computed with another HMAC implementation from the written layout, key 00 01 … 1f.
  static let strong = [
    "d46a2a755a8baf0b05c210c9e0cba97c", "6161566a211dc26ce0730af0bd81b90a",
    "caadbd71bf0283f67483ca3280dd6e6c",
  ]
  static let composite: [UInt64] = [
    0x2acc_5ad1_177e_b045, 0x79b4_7b97_c0dc_8e5f, 0x1b4c_4e80_df58_3d0a, 0xfe0c_6af4_b52f_4043,
    0x7c49_1317_224a_a41a, 0x1e65_2bfd_ce09_5712, 0xafbf_ab96_029c_45f8, 0x8bf0_1bf2_2244_88e9,
    0xbbdf_68e7_5dd5_7594, 0x59cc_1462_77fd_c45d, 0x8d00_18ff_a977_8a0d, 0x34c0_cc99_1871_cbdc,
    0x0348_58d9_5603_3b03, 0xc837_cf26_1020_30ef, 0x9095_781e_513c_4c6a, 0xe36e_e932_40c3_5526,
    0x3cf8_c426_b13e_f9e4, 0xcd1a_e4ea_891f_0f0d, 0x073f_4d00_5e06_cccf,
  ]

  private func kinds(_ person: PersonIdentifiers) throws -> Set<TokenKind> {
    let set = try testMaker().tokens(of: person)
    return Set(set.strong.map(\.kind) + set.composite.map(\.kind))
  }

  private func values(_ person: PersonIdentifiers) throws -> [TokenKind: Int64] {
    let set = try testMaker().tokens(of: person)
    return Dictionary(uniqueKeysWithValues: set.composite.map { ($0.kind, $0.value) })
  }

  private func identity(_ person: PersonIdentifiers, _ kind: TokenKind) throws -> [UInt8]? {
    try testMaker().tokens(of: person).strong.first { $0.kind == kind }?.bytes
  }

  @Test func `the frozen vectors hold, in the order of kinds, one person after the other`() throws {
    let maker = try testMaker()
    for _ in 0..<2 {
      let set = try maker.tokens(of: try person())
      #expect(set.strong.map { Hexadecimal.text(of: $0.bytes) } == Self.strong)
      #expect(set.composite.map { UInt64(bitPattern: $0.value) } == Self.composite)
      #expect(set.strong.map(\.kind) == [.national, .facilityMRN, .person])
      #expect(set.composite.map(\.kind) == TokenKind.allCases.filter { !$0.isStrong })
      _ = try maker.tokens(of: try person(family: String(repeating: "Langname ", count: 22)))
      _ = try maker.tokens(of: try person(facility: nil, mrn: nil, phone: nil))
    }
  }

  @Test func `nested tokens are frozen too, and differ from first ones`() throws {
    let maker = try testMaker()
    let set = try maker.tokens(of: try person())
    let nested = try maker.nest(high: set.strong[0].high, low: set.strong[0].low)
    #expect(nested.high == 6_294_043_398_549_398_588)
    #expect(nested.low == 2_323_655_059_413_995_620)
    #expect(UInt64(bitPattern: try maker.nest(set.composite[0]).value) == 0x9cd8_3b6b_21e6_b2ef)
    #expect(try maker.nest(set.composite[0]).kind == set.composite[0].kind)
  }

  @Test func `another key makes entirely other tokens`() throws {
    let other = try TokenMaker(key: Secret(copying: Array(1...32)))
    let ours = try testMaker().tokens(of: try person())
    let theirs = try other.tokens(of: try person())
    #expect(Set(ours.composite.map(\.value)).isDisjoint(with: theirs.composite.map(\.value)))
    #expect(Set(ours.strong.map(\.high)).isDisjoint(with: theirs.strong.map(\.high)))
  }

  @Test func `spelling that the canonical form ignores changes no token`() throws {
    let plain = try testMaker().tokens(of: try person())
    let other = try testMaker().tokens(
      of: try person(
        facility: " H014", mrn: "003115031", family: "CUNNING-HAM", given: "tánya  mary",
        postcode: "oh56xd", phone: "07940 626 014", nhs: "9990000018"))
    #expect(plain == other)
  }

  @Test func `leading zeros of a patient number count, and so does its facility`() throws {
    let base = try identity(try person(), .facilityMRN)
    #expect(try identity(try person(mrn: "3115031"), .facilityMRN) != base)
    #expect(try identity(try person(facility: "h015"), .facilityMRN) != base)
  }

  @Test func `swapped names meet in the sorted kinds and in the person token`() throws {
    let straight = try person(given: "Tanya")
    let swapped = try person(family: "Tanya", given: "Cunningham")
    #expect(try identity(straight, .person) == (try identity(swapped, .person)))
    let (left, right) = (try values(straight), try values(swapped))
    for kind in [
      TokenKind.sortedNamesYearUnorderedDayMonth, .sortedNamesPostcode, .sortedNamesYear,
      .sortedNamesDayMonth,
    ] {
      #expect(left[kind] == right[kind])
    }
    #expect(left[.givenBirth] != right[.givenBirth])
  }

  @Test func `swapped day and month meet in the unordered kinds only`() throws {
    let left = try values(try person(birthDate: "1959-10-06"))
    let right = try values(try person(birthDate: "1959-06-10"))
    for kind in [
      TokenKind.sortedNamesYearUnorderedDayMonth, .initialsYearUnorderedDayMonth,
      .soundexPairUnorderedDayMonth,
    ] {
      #expect(left[kind] == right[kind])
    }
    for kind in [TokenKind.soundexPairBirth, .givenBirth, .sortedNamesDayMonth, .initialBirth] {
      #expect(left[kind] != right[kind])
    }
  }

  @Test func `a second given name splits the person token and no other`() throws {
    let one = try person(given: "Tanya")
    let two = try person(given: "Tanya Mary")
    #expect(try identity(one, .person) != (try identity(two, .person)))
    #expect(try values(one) == (try values(two)))
  }

  @Test func `one January says a year and nothing more, 1900 says nothing`() throws {
    let dayless: Set<TokenKind> = [
      .national, .facilityMRN, .phoneInitial, .soundexPairPostcode, .given3Surname3Postcode,
      .sortedNamesPostcode, .sortedNamesYear, .phone, .givenPostcode, .soundexSurnamePostcode,
      .soundexPairYear,
    ]
    #expect(try kinds(try person(birthDate: "1959-01-01")) == dayless)
    let yearless = dayless.subtracting([.sortedNamesYear, .soundexPairYear])
    #expect(try kinds(try person(birthDate: "1900-01-01")) == yearless)
    #expect(try kinds(try person(birthDate: nil)) == yearless)
  }

  @Test func `a kind is made exactly when all of its fields are there`() throws {
    let nameless = try kinds(try person(family: nil, given: nil))
    #expect(nameless == [.national, .facilityMRN, .birthPostcode, .phone])
    #expect(try kinds(try person(family: "Unknown", given: "UNK")) == nameless)
    let placeless = try kinds(try person(postcode: nil, phone: nil))
    for postcode in ["ZZ99 3VZ", "00000", "XXX XXX", "1"] {
      #expect(try kinds(try person(postcode: postcode, phone: "07777 777777")) == placeless)
    }
    for phone in ["123456", "0000000000"] {
      #expect(try kinds(try person(postcode: nil, phone: phone)) == placeless, "\(phone)")
    }
    let cyrillic = try kinds(try person(family: "Иванова", given: "Татьяна"))
    #expect(!cyrillic.contains(.soundexPairBirth) && cyrillic.contains(.initialSurnameBirth))
  }

  @Test func `fields cannot run into each other`() throws {
    let left = try person(family: "ab", given: "cd")
    let right = try person(family: "abc", given: "d")
    #expect(try values(left)[.sortedNamesYear] != (try values(right)[.sortedNamesYear]))
    #expect(try identity(left, .person) != (try identity(right, .person)))
  }

  @Test func `stored tokens are read back, and nothing else is`() throws {
    let token = try #require(try testMaker().tokens(of: try person()).strong.first)
    #expect(StrongToken(kind: .national, bytes: token.bytes) == token)
    #expect(StrongToken(kind: .phone, bytes: token.bytes) == nil)
    #expect(StrongToken(kind: .national, bytes: [1]) == nil)
  }

  @Test func `a ZIP+4 meets its ZIP`() throws {
    let long = try values(try person(postcode: "12345-6789"))
    #expect(long[.birthPostcode] == (try values(try person(postcode: "12345")))[.birthPostcode])
  }
}
