/// Given and family names of one language, with the ASCII spelling for email
/// addresses after a colon where lower case alone does not give it. Blanks
/// separate names; `_` stands for a blank inside a name.
struct NameTable {
  enum Order { case givenFirst, familyFirst, familyFirstUnspaced }

  /// How many of a hundred people have their name from here, roughly.
  let share: Int
  let order: Order
  /// Whether people of these names write a second given name now and then.
  let hasSecondNames: Bool
  let given: String
  let family: String

  init(
    _ share: Int, _ order: Order = .givenFirst, secondNames: Bool = false, given: String,
    family: String
  ) {
    self.share = share
    self.order = order
    hasSecondNames = secondNames
    self.given = given
    self.family = family
  }
}

extension NameTable {
  static let all = latin + eastAsian + otherScripts

  private static let latin = [
    NameTable(
      17, secondNames: true,
      given: """
        Anna Jürgen:juergen Sabine Björn:bjoern Käthe:kaethe Matthias Ute Jörg:joerg Lena Felix \
        Friederike Günther:guenther Marlene Tobias Änne:aenne Karl Heike Moritz Swantje Leonie
        """,
      family: """
        Müller:mueller Schäfer:schaefer Weiß:weiss Köhler:koehler Vogel Krüger:krueger Brandt \
        Größmann:groessmann Lindner Hübner:huebner Jäger:jaeger Petersen Fuchs \
        von_Hohenfels:vonhohenfels Strauß:strauss Böhm:boehm Ziegler Reinhardt Thoma Kirchner
        """),
    NameTable(
      12, secondNames: true,
      given: """
        Grace Oliver Siobhán:siobhan Aoife Thomas Charlotte Rhys Imogen Callum Zoë:zoe Marcus \
        Keisha Desmond Eleanor Hamish Ngaire Tyrone Philippa Ewan Maeve
        """,
      family: """
        Smith O'Brien:obrien Okafor Fitzgerald MacLeod:macleod Whitfield Nkemelu Harper \
        Llewellyn Ashworth D'Souza:dsouza Campbell St._John:stjohn Blackwood Hughes Mbeki Turner \
        Ó_Dónaill:odonaill Pemberton Clarke
        """),
    NameTable(
      6, secondNames: true,
      given: """
        Amélie:amelie Jean-Luc:jeanluc Éloïse:eloise François:francois Noémie:noemie Benoît:benoit \
        Anaïs:anais Gaël:gael Clémence:clemence Raphaël:raphael Hélène:helene Théo:theo
        """,
      family: """
        Lefèvre:lefevre Dubois Béranger:beranger D’Aubigné:daubigne Garçon:garcon Chevalier \
        Lévêque:leveque Moreau de_La_Tour:delatour Gauthier Noël:noel Bourgeois
        """),
    NameTable(
      7, secondNames: true,
      given: """
        María:maria José:jose Íñigo:inigo Begoña:begona João:joao Conceição:conceicao Tomás:tomas \
        Núria:nuria Joaquín:joaquin Inês:ines Álvaro:alvaro Luíza:luiza
        """,
      family: """
        García_Márquez:garcia Núñez:nunez Ibáñez_Peña:ibanez Gonçalves:goncalves Muñoz:munoz \
        Assunção:assuncao Rodríguez:rodriguez Magalhães:magalhaes Echeverría:echeverria \
        Simões:simoes de_la_Fuente:delafuente Güell:guell
        """),
    NameTable(
      7,
      given: """
        Łukasz:lukasz Zofia Małgorzata:malgorzata Paweł:pawel Šárka:sarka Jiří:jiri Božena:bozena \
        Ștefan:stefan Ioana Željko:zeljko Đorđe:djordje Mátyás:matyas Ilze Jānis:janis \
        Živilė:zivile
        """,
      family: """
        Wójcik:wojcik Zięba:zieba Błaszczyk:blaszczyk Pająk:pajak Krejčí:krejci Janků:janku \
        Țăranu:taranu Ionescu Kovačević:kovacevic Đurić:djuric Szabó:szabo Kőrösi:korosi \
        Németh:nemeth Wałęsiak:walesiak Hašek:hasek
        """),
    NameTable(
      5,
      given: """
        Søren:soeren Åsa:asa Linnéa:linnea Øyvind:oeyvind Þórdís:thordis Guðmundur:gudmundur \
        Mikkel Päivi:paivi Väinö:vaino Ragnhild Ingrid Tõnu:tonu
        """,
      family: """
        Ångström:angstrom Østergård:oestergaard Jónsdóttir:jonsdottir Hämäläinen:hamalainen \
        Bjørnstad:bjoernstad Þorvaldsson:thorvaldsson Lindqvist Sjöberg:sjoberg Mäkelä:makela \
        Kjærgaard:kjaergaard Õunapuu:ounapuu Nygård:nygard
        """),
    NameTable(
      6,
      given: """
        Işıl:isil Çağla:cagla Ömer:oemer Şebnem:sebnem İbrahim:ibrahim Gülşah:gulsah Yiğit:yigit \
        Özgür:oezgur Ayşe:ayse Uğur:ugur Nəzrin:nezrin Elçin:elcin
        """,
      family: """
        Yılmaz:yilmaz Çelik:celik Öztürk:ozturk Şahin:sahin Kılıçdağ:kilicdag Güneş:gunes \
        Doğan:dogan Aydın:aydin İnönü:inonu Əliyeva:eliyeva Ünal:unal Koçyiğit:kocyigit
        """),
    NameTable(
      4, .familyFirst,
      given: """
        Thị_Hương:huong Văn_Đức:duc Minh_Châu:chau Quốc_Bảo:bao Thùy_Dương:duong Ngọc_Ánh:anh \
        Hữu_Phước:phuoc Thị_Mỹ_Lệ:myle Đình_Trọng:trong Khánh_Vy:vy
        """,
      family: """
        Nguyễn:nguyen Trần:tran Lê:le Phạm:pham Huỳnh:huynh Võ:vo Đặng:dang Bùi:bui Đỗ:do Hồ:ho
        """),
  ]

  private static let eastAsian = [
    NameTable(
      5, .familyFirstUnspaced,
      given: """
        伟:wei 秀英:xiuying 志强:zhiqiang 雨桐:yutong 子轩:zixuan 丽华:lihua 建国:jianguo 欣怡:xinyi \
        浩然:haoran 美玲:meiling 家豪:jiahao 晓峰:xiaofeng
        """,
      family: "王:wang 李:li 张:zhang 陳:chen 刘:liu 黃:huang 赵:zhao 欧阳:ouyang 司马:sima 林:lin 郑:zheng 吴:wu"
    ),
    NameTable(
      5, .familyFirst,
      given: """
        太郎:taro 美咲:misaki 健一:kenichi さくら:sakura あかり:akari みなみ:minami ひろし:hiroshi 翔太:shota 陽菜:hina マリア:maria 直樹:naoki \
        由美子:yumiko 大輔:daisuke 結衣:yui 誠:makoto
        """,
      family: """
        佐藤:sato 鈴木:suzuki 髙橋:takahashi 田中:tanaka 渡邊:watanabe 山本:yamamoto 小林:kobayashi \
        勅使河原:teshigawara 斎藤:saito 伊藤:ito 森:mori 長谷川:hasegawa
        """),
    NameTable(
      4, .familyFirstUnspaced,
      given: """
        민준:minjun 서연:seoyeon 지훈:jihun 수빈:subin 하은:haeun 도윤:doyun 영희:yeonghui 철수:cheolsu \
        예린:yerin 준호:junho
        """,
      family: "김:kim 이:lee 박:park 최:choi 정:jeong 강:kang 남궁:namgung 윤:yoon 황보:hwangbo 한:han"),
  ]

  private static let otherScripts = [
    NameTable(
      1, given: "شیرین:shirin پرویز:parviz گلناز:golnaz ژاله:zhaleh",
      family: "رضایی:rezaei فرهادی:farhadi پورمحمدی:pourmohammadi"),
    NameTable(
      4,
      given: """
        محمد:mohammed فاطمة:fatima عبد_الرحمن:abdulrahman ليلى:layla يوسف:youssef مريم:maryam خالد:khaled \
        نور:nour
        """,
      family: """
        الحسيني:alhusseini بن_علي:benali المنصور:almansour حداد:haddad الشريف:alsharif القرشي:alqurashi نجار:najjar
        """),
    NameTable(
      3,
      given:
        "נועה:noa יוסף:yosef תמר:tamar אבישי:avishai שירה:shira דוד:david רבקה:rivka איתן:eitan",
      family: """
        כהן:cohen לוי:levi בן־דוד:bendavid פרידמן:friedman מזרחי:mizrahi שפירא:shapira ביטון:biton \
        אברהמי:avrahami
        """),
    NameTable(
      6,
      given: """
        Анна:anna Дмитрий:dmitri Ольга:olga Сергій:serhii Оксана:oksana Світлана:svitlana \
        Фёдор:fyodor Живка:zhivka Ђорђе:djordje Юлія:yuliia Айгүл:aigul
        """,
      family: """
        Шевченко:shevchenko Ющенко:yushchenko Бойко:boyko Ґудзь:gudz Коваль:koval \
        Черных:chernykh Гончаренко:honcharenko Їжак:yizhak Живаго:zhivago Љубичић:ljubicic \
        Щукарь:shchukar Кравец:kravets Мельник:melnyk Дурново:durnovo
        """),
    NameTable(
      3,
      given:
        "Ελένη:eleni Γιώργος:giorgos Σοφία:sofia Νίκος:nikos Ευάγγελος:evangelos Άννα:anna Χαρά:chara",
      family: """
        Παπαδόπουλος:papadopoulos Βλάχου:vlachou Οικονόμου:oikonomou Καραγιάννης:karagiannis \
        Αλεξίου:alexiou Ψαράς:psaras Μαυρίδη:mavridi
        """),
    NameTable(
      4,
      given: "प्रिया:priya अर्जुन:arjun लक्ष्मी:lakshmi राजेश:rajesh कृष्ण:krishna दीप्ति:deepti",
      family: "शर्मा:sharma त्रिवेदी:trivedi सिंह:singh गुप्ता:gupta क्षीरसागर:kshirsagar"),
    NameTable(
      1, given: "সৌরভ:sourav অনন্যা:ananya শ্রেয়া:shreya", family: "জোশী:joshi চট্টোপাধ্যায়:chatterjee"),
    NameTable(
      1, given: "முருகன்:murugan கவிதா:kavitha", family: "சுப்பிரமணியம்:subramaniam இளங்கோ:ilango"),
    NameTable(
      2, given: "สมชาย:somchai กนกวรรณ:kanokwan ณัฐพล:nattapon พิมพ์ชนก:pimchanok",
      family: "ศรีสุวรรณ:srisuwan วงศ์ประเสริฐ:wongprasert แก้วมณี:kaewmanee"),
    NameTable(
      1, given: "ნინო:nino გიორგი:giorgi თამარ:tamar",
      family: "ბერიძე:beridze კვარაცხელია:kvaratskhelia"),
    NameTable(
      1, given: "Անահիտ:anahit Տիգրան:tigran", family: "Հակոբյան:hakobyan Պետրոսյան:petrosyan"),
    NameTable(
      1, given: "ሰላም:selam ዮሐንስ:yohannes ትግስት:tigist", family: "ተስፋዬ:tesfaye ገብረማርያም:gebremariam"),
  ]

  /// Names that no table yields: very long ones, a single word, quotes,
  /// apostrophes, an accent as a character of its own, a zero-width joiner.
  static let rare = [
    "Ana Sofía Guadalupe del Pilar Fernández-Cavalcanti de Bragança e Silva Montenegro:ana.montenegro",
    "Suharti:suharti",
    "Roberta “Bobbie” O’Shaughnessy-Ní Dhónaill:bobbie.oshaughnessy",
    "Wilhelmine Auguste Friederike Freifrau von und zu Hohenschwangau-Lichtenberg-Sayn:wilhelmine.vonhohenschwangau",
    "Jean \"Jo\" d'Ame\u{301}court:jo.damecourt",
    "Warnakulasuriya Arachchige Don Chaminda Ruwan Kumara Wickramasinghe Jayawardena:chaminda.jayawardena",
    "محمد بن عبد الله بن عبد الرحمن الأنصاري الخزرجي:mohammed.alansari",
    "ශ්‍රී ලාල් රත්නායක:lal.ratnayake",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenmacher-Oberhuber Xaver:xaver.oberhuber",
    "B. J. Li:bj.li",
  ]
}
