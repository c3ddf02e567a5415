internal import Anonymization
internal import Cohorts
internal import HashedIdentifiers
internal import Interchange

extension ReleaseTable {
  /// What leaves: the released members of an anonymised cohort, and nothing that stayed behind.
  init(_ cohort: AnonymizedCohort, pseudonyms: [Int64]) {
    var texts: [UInt8] = []
    for member in cohort.released {
      texts += (Pseudonym(value: pseudonyms[member])?.description ?? "").utf8
    }
    self.init(
      columns: cohort.columns.map { column in
        ReleaseTable.Column(
          name: column.column.name, title: column.column.title, meaning: column.column.meaning,
          labels: column.labels.strings, codes: column.codes)
      }, members: cohort.released, pseudonyms: texts)
  }
}
