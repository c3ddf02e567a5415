internal import Anonymization
internal import Cohorts
internal import HashedIdentifiers
internal import Interchange

extension ReleaseTable {
  /// What leaves: the released members of an anonymised cohort in the order of their pseudonyms, and
  /// nothing that stayed behind.
  init(_ cohort: AnonymizedCohort, pseudonyms: [Int64]) {
    let released = cohort.released
    let parts = stride(from: 0, to: released.count, by: Self.part).map {
      released[$0..<min($0 + Self.part, released.count)]
    }
    let texts = Parallel.map(parts) { members in
      var texts: [UInt8] = []
      texts.reserveCapacity(members.count * Pseudonym.length)
      for member in members { Pseudonym(value: pseudonyms[member])?.append(to: &texts) }
      return texts
    }
    // Row by row every code would be read at another place, which misses every cache.
    let codes = Parallel.map(cohort.columns) { column in released.map { column.codes[$0] } }
    self.init(
      columns: zip(cohort.columns, codes).map { column, codes in
        ReleaseTable.Column(
          name: column.column.name, title: column.column.title, meaning: column.column.meaning,
          labels: column.labels.strings, codes: codes)
      }, rowCount: released.count, pseudonyms: Array(texts.joined()))
  }

  /// Members whose pseudonyms one piece of work writes.
  private static let part = 1 << 16
}
