import Domain
import Testing

struct `Scope sets` {
  /// Sets that cover every bit alone, all together, none, and mixtures.
  static let samples: [UInt16] =
    [0, .max, 0x5555, 0xAAAA, 0x00FF, 0x1234, 0x8001] + (0..<16).map { 1 << $0 }

  @Test(arguments: samples)
  func `set algebra is that of the standard library's sets`(bits: UInt16) {
    let set = ScopeSet(rawValue: bits)
    let model = Set(set)
    #expect(model.count == set.count)
    #expect(Array(set) == model.sorted { $0.rawValue < $1.rawValue })
    for other in Self.samples.map({ ScopeSet(rawValue: $0) }) {
      #expect(Set(set.union(other)) == model.union(other))
      #expect(Set(set.intersection(other)) == model.intersection(other))
      #expect(Set(set.symmetricDifference(other)) == model.symmetricDifference(other))
      #expect(Set(set.subtracting(other)) == model.subtracting(other))
      #expect(set.isSubset(of: other) == model.isSubset(of: Set(other)))
      #expect(set.isDisjoint(with: other) == model.isDisjoint(with: Set(other)))
      var changed = set
      changed.formUnion(other)
      changed.formIntersection(set)
      #expect(changed == set)
      changed.formSymmetricDifference(other)
      #expect(changed == set.symmetricDifference(other))
    }
  }

  @Test func `inserting and removing say what they found`() {
    var set: ScopeSet = [.bloodSample]
    #expect(set.insert(.xenograft).inserted)
    #expect(!set.insert(.xenograft).inserted)
    #expect(set.update(with: .bloodSample) == .bloodSample)
    #expect(set.update(with: .animalWork) == nil)
    #expect(set.remove(.bloodSample) == .bloodSample)
    #expect(set.remove(.bloodSample) == nil)
    #expect(set == [.xenograft, .animalWork])
    #expect(set.description == "xenograft, animal_work")
    #expect(!set.isEmpty)
    #expect(ScopeSet().isEmpty)
  }

  @Test func `lists are read with commas and semicolons, and all is what the caller says`() throws {
    let expected: ScopeSet = [.tissueSurplus, .bloodSample]
    #expect(try ScopeSet.parse("tissue_surplus, blood_sample", field: "scopes") == expected)
    #expect(try ScopeSet.parse("blood-sample;Tissue_Surplus", field: "scopes") == expected)
    #expect(try ScopeSet.parse("all", field: "scopes") == .all)
    #expect(try ScopeSet.parse("ALL", all: expected, field: "scopes") == expected)
  }

  @Test(arguments: ["", "blood_sample,", ",", "blood_sample;;xenograft", "all,xenograft", "blood"])
  func `a list with anything else in it is refused`(text: String) {
    #expect(throws: FieldProblem.self) { try ScopeSet.parse(text, field: "scopes") }
  }

  @Test func `a scope named twice is refused`() {
    #expect {
      try ScopeSet.parse("xenograft,xenograft", field: "scopes")
    } throws: { "\($0)".contains("twice") }
  }
}
