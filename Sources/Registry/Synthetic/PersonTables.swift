internal import Domain

/// Who the made-up donors are and where they are treated.
enum PersonTables {
  /// A site that sends donors.
  struct Facility: Sendable {
    let code: String
    /// Before the patient number.
    let prefix: String
    let kinds: WeightedChoice<TumourKind>
  }

  /// Two general hospitals, a breast centre and a unit for children and young adults: a registry
  /// grows out of such sites, so that breast tumours and tumours of the young are more than their
  /// share of the population.
  static let facilities = WeightedChoice<Facility>([
    (33, Facility(code: "northgate-general", prefix: "N", kinds: weighted(TumourKind.all))),
    (26, Facility(code: "riverside-infirmary", prefix: "R", kinds: weighted(TumourKind.all))),
    (37, Facility(code: "st-brigid-breast-centre", prefix: "B", kinds: weighted([.breast]))),
    (4, Facility(code: "young-adults-unit", prefix: "Y", kinds: weighted(TumourKind.ofTheYoung))),
  ])

  private static func weighted(_ kinds: [TumourKind]) -> WeightedChoice<TumourKind> {
    WeightedChoice(kinds.map { ($0.female + $0.male, $0) })
  }

  /// Postcode areas with districts, by size: Office for National Statistics, Census 2021, rounded.
  static let districts = WeightedChoice<String>([
    (19, "B15"), (18, "B31"), (14, "M14"), (12, "M20"), (11, "LS6"), (10, "LS8"), (9, "S10"),
    (8, "S11"), (9, "NE3"), (8, "NG5"), (8, "L17"), (7, "L25"), (8, "BS6"), (7, "CF14"),
    (6, "EX4"), (6, "NR3"),
  ])

  /// The last two letters of an inward code: letters that real ones never have (Royal Mail,
  /// Programmers' Guide: no C, I, K, M, O or V), so that no made-up address exists.
  static let inwardLetters = ["CK", "KM", "MO", "OV", "VI", "IC", "KO", "MV", "CV", "OK"]

  static let sources = WeightedChoice<InterestSource>([
    (46, .clinician), (26, .hospital), (11, .donor), (8, .website), (6, .patientOrganisation),
    (3, .relative),
  ])

  static let solidTissue = WeightedChoice<TissueKind?>([
    (66, .ffpe), (13, .frozen), (4, .fresh), (11, .viable), (6, nil),
  ])

  static let liquidTissue = WeightedChoice<TissueKind?>([
    (40, .blood), (26, .boneMarrow), (28, .viable), (6, nil),
  ])

  static let women = [
    "Margaret", "Susan", "Patricia", "Christine", "Linda", "Jean", "Barbara", "Sheila", "Carol",
    "Ann", "Janet", "Maureen", "Helen", "Karen", "Julie", "Deborah", "Jacqueline", "Angela",
    "Sarah", "Alison", "Fatima", "Priya", "Grace", "Amina", "Sophie", "Emma", "Chloe", "Siobhan",
    "Zofia", "Mei", "Olivia", "Hannah",
  ]

  static let men = [
    "John", "David", "Michael", "Peter", "Robert", "Alan", "Brian", "Paul", "Stephen", "Anthony",
    "Colin", "Keith", "Graham", "Kevin", "Ian", "Andrew", "Mark", "Philip", "Gareth", "Rhys",
    "Mohammed", "Arjun", "Kwame", "Piotr", "Daniel", "James", "Thomas", "Liam", "Oliver", "Wei",
    "Samuel", "Callum",
  ]

  static let families = [
    "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel",
    "Robinson", "Wright", "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall",
    "Wood", "Jackson", "Clarke", "Khan", "Hughes", "Edwards", "Hill", "Moore", "Clark", "Harrison",
    "Scott", "Young", "Morris", "Ward", "Baker", "Ahmed", "Cooper", "King", "Lee", "Martin",
    "Morgan", "Begum", "Carter", "Phillips", "Shaw", "Murphy", "Kelly", "Singh", "Okafor", "Nowak",
    "Murray", "Simpson", "Marshall", "Collins", "Bennett", "Cox", "O'Brien", "Ellis", "Webb",
    "Gibson", "Mason", "Holmes", "Palmer", "Kaur", "Mensah", "Lewis",
  ]
}
