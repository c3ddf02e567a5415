import Domain
import TestSupport
import Testing

/// Donors in codes of fixed width, and the bytes in which a store keeps them.
@Suite struct `Packed donors` {
  static let donor: Int64 = 0x0123_4567_89AB_CDEF

  private static func record(_ random: inout SeededGenerator) throws -> DonorRecord {
    let findings = try `Forms of findings`.findings(&random)
    return DonorRecord(
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 20_000)),
      sex: random.pick(Sex.allCases), birthYear: random.maybe(1900 + random.below(120)),
      country: random.maybe(random.pick(["US", "DE", "", "GBR"])),
      postcode3: random.maybe(random.pick(["350", "Ü", "BS6", "B"])),
      vitalStatus: random.pick([.alive, .dead]), noContact: random.oneIn(2),
      tumours: findings.tumours, tissue: findings.tissue, procedures: findings.procedures)
  }

  private static func isSame(_ left: PackedDonor, _ right: PackedDonor) -> Bool {
    left.sex == right.sex && left.vitalStatus == right.vitalStatus
      && left.birthYear == right.birthYear && left.country == right.country
      && left.postcode3 == right.postcode3 && left.noContact == right.noContact
      && left.tumours == right.tumours && left.tissue == right.tissue
  }

  private static func read(_ bytes: [UInt8], of donor: Int64 = Self.donor) -> PackedDonor? {
    var read = PackedDonor()
    let isTaken = read.take(codes: bytes.span, of: donor)
    return isTaken ? read : nil
  }

  @Test(arguments: 0..<400)
  func `bytes give the codes that the record gives`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var again = PackedDonor()
    for _ in 0..<4 {
      guard let packed = PackedDonor(try Self.record(&random)) else { continue }
      let bytes = packed.codes(of: Self.donor)
      let isTaken = again.take(codes: bytes.span, of: Self.donor)
      #expect(isTaken && Self.isSame(again, packed), "seed \(seed)")
      #expect(Self.read(bytes, of: Self.donor + 1) == nil, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<30)
  func `damaged bytes are not taken`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    guard let packed = PackedDonor(try Self.record(&random)) else { return }
    let whole = packed.codes(of: Self.donor)
    var taken: [[UInt8]] = []
    for place in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[place] ^= 1 << UInt8(bit)
        if Self.read(bytes) != nil { taken.append(bytes) }
      }
    }
    for length in 0..<whole.count where Self.read(Array(whole[..<length])) != nil {
      taken.append(Array(whole[..<length]))
    }
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<(2 + random.below(8)) {
        bytes[random.below(bytes.count)] = UInt8(random.below(256))
      }
      if random.oneIn(3) { bytes += (0..<8).map { _ in UInt8(random.below(256)) } }
      if bytes != whole, Self.read(bytes) != nil { taken.append(bytes) }
    }
    #expect(taken.isEmpty, "seed \(seed)")
  }

  @Test func `the bytes of a donor are always the same`() throws {
    let diagnosis = Diagnosis(
      site: try #require(Topography("C50.4")), morphology: try #require(Morphology("8500/3")),
      diagnosedOn: CivilDay(daysSinceEpoch: 20_000),
      biomarkers: [try #require(BiomarkerFinding(biomarker: .er, result: .positive))])
    let record = DonorRecord(
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 20_000)),
      sex: .female, birthYear: 1960, country: "US", postcode3: "350",
      tumours: [TumourRecord(diagnosis: diagnosis, age: 64)],
      tissue: [Specimen(kind: .frozen, matchedNormal: true)])
    let bytes = try #require(PackedDonor(record)).codes(of: Self.donor)
    #expect(
      bytes == [
        Sex.female.rawValue, 1, 2, 1, 1, 0xA8, 7, 0,
        0x53, 0x55, 1, 0, 0x30, 0x35, 0x33, 1,
        0xF8, 1, 0x34, 0x21, 0x20, 0x4E, 0, 0,
        3, diagnosis.laterality.rawValue, 64, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 3, 1,
        Biomarker.er.rawValue, BiomarkerResult.positive.rawValue, 255, 255, 255, 255, 255, 255,
        TissueKind.frozen.rawValue, 9, 9, 4, 0, 0, 0, 0,
      ] + bytes.suffix(4))
  }

  @Test func `what there is no room for has no bytes`() throws {
    var record = DonorRecord(
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 20_000)))
    #expect(try #require(PackedDonor(record)).codes(of: 1).count == 20)
    record.country = "FOUR"
    #expect(try #require(PackedDonor(record)).codes(of: 1).isEmpty)
    record.country = nil
    record.birthYear = 70_000
    #expect(try #require(PackedDonor(record)).codes(of: 1).isEmpty)
    record.birthYear = nil
    record.tissue = Array(repeating: Specimen(kind: .blood), count: 256)
    #expect(try #require(PackedDonor(record)).codes(of: 1).isEmpty)
  }

  @Test func `texts of up to seven bytes have a number of their own`() throws {
    let texts = ["", "U", "US", "US\u{0}", "us", "350", "\u{0}", "1234567", "Ü1"]
    for text in texts {
      let short = try #require(ShortText(text))
      #expect(short.text == text)
      #expect(short != .none)
    }
    #expect(Set(try texts.map { try #require(ShortText($0)) }).count == texts.count)
    #expect(ShortText(nil) == ShortText.none)
    #expect(ShortText("12345678") == nil)
    #expect(ShortText.none.text == nil)
  }
}
