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
      Pseudonym.texts(of: members.map { pseudonyms[$0] })
    }
    let groups = stride(from: 0, to: cohort.columns.count, by: SideBySide.width).map {
      cohort.columns[$0..<min($0 + SideBySide.width, cohort.columns.count)]
    }
    let codes = Parallel.map(groups) { SideBySide($0.map(\.codes)).columns(of: released) }
      .flatMap { $0 }
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
