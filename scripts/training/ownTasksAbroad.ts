import type { TaskKindId } from "../../src/core/recommend/taskKinds";

/** Tasks as in `ownTasks.ts`, in other languages: no kind of task belongs to a language. */
export const OWN_TASKS_ABROAD: Readonly<Record<TaskKindId, string>> = {
  factual_qa: `Beantworte die Wissensfrage mit einem Namen oder Datum.
Wie heißt der höchste Berg der Insel?
Réponds à la question de culture générale.
Quelle est la date de naissance de ce peintre ?
Responde a la pregunta de cultura general con un dato.
¿Cuál es el nombre del río más largo del país?
Rispondi alla domanda con un nome o una data.
Responda à pergunta de conhecimentos gerais.
Beantwoord de kennisvraag met een naam of jaartal.
Odpowiedz na pytanie z wiedzy ogólnej.
Odpověz na otázku jedním jménem nebo datem.
Ответь на вопрос викторины одним именем или датой.
次の一般知識の質問に事実で答えてください。
この山の標高は何メートルですか。
この小説を書いたのは誰ですか。
初代の市長の名前は何ですか。
回答下面的常识问题,给出名称或日期。
这座城市位于哪个省?
这部电影的导演是谁?
다음 상식 질문에 이름이나 날짜로 답하세요.
이 강의 이름은 무엇입니까?`,
  mcq_knowledge: `Wähle die richtige Antwort und nenne ihren Buchstaben.
Welche der Aussagen trifft zu? A) … B) … C) …
Choisis la bonne réponse parmi les options.
Elige la opción correcta y da su letra.
Scegli la risposta giusta tra le alternative.
Escolha a alternativa correta.
Kies het juiste antwoord uit de opties.
Wybierz poprawną odpowiedź.
Vyber správnou možnost.
Выбери правильный вариант ответа.
正しい選択肢を一つ選び、記号で答えてください。
選択肢の中から最も適切なものを選びなさい。
从下列选项中选择正确答案。
单项选择题,请给出正确选项的字母。
보기에서 알맞은 답을 고르세요.`,
  math_word_problem: `Löse die Textaufgabe und rechne Schritt für Schritt.
Wie viele Äpfel bleiben übrig?
Résous ce problème d'arithmétique.
Resuelve el problema y calcula cuántos quedan.
Risolvi il problema e calcola il totale.
Resolva o problema e calcule o total.
Los het rekenvraagstuk op.
Rozwiąż zadanie tekstowe.
Vyřeš slovní úlohu.
Реши текстовую задачу и найди, сколько осталось.
文章題を解いて、合計を求めてください。
りんごは全部で何個ありますか。
解答这道应用题,算出一共有多少。
还剩下多少个?
문장제를 풀어 모두 몇 개인지 구하세요.`,
  competition_math: `Löse die Aufgabe der Matheolympiade.
Beweise die Ungleichung.
Trouve toutes les solutions réelles de l'équation.
Halla todas las soluciones reales y demuéstralo.
Dimostra la disuguaglianza.
Determine todos os inteiros que satisfazem a equação.
Bewijs de stelling.
Udowodnij nierówność.
Dokaž, že rovnice má právě jedno řešení.
Докажи неравенство и найди наибольшее значение.
次の方程式の実数解をすべて求めよ。
不等式を証明せよ。
证明不等式并求最大值。
求方程的所有整数解。
방정식의 모든 해를 구하시오.`,
  finance_math: `Berechne den Kapitalwert der Zahlungen.
Calcule le rendement de l'obligation.
Calcula el valor actual neto de la inversión.
Calcola la rata mensile del mutuo.
Calcule o retorno da carteira.
Bereken de maandlast van de lening.
Oblicz wartość bieżącą netto.
Spočítej měsíční splátku úvěru.
Рассчитай доходность облигации.
債券の利回りを計算してください。
投資の正味現在価値を求めてください。
计算贷款的每月还款额。
计算债券的到期收益率。
대출의 월 상환액을 계산하세요.`,
  number_comparison: `Welche Zahl ist größer, 7,4 oder 7,35?
Quel nombre est le plus petit ?
¿Qué número es mayor?
Quale numero è più grande?
Qual dos números é maior?
Welk getal is groter?
Która liczba jest większa?
Které číslo je větší?
Какое число больше?
どちらの数が大きいですか。
哪个数更大?
어느 수가 더 큰가요?`,
  code_generation: `Schreibe ein Skript, das Dateien umbenennt.
Implementiere die Klasse nach der Beschreibung.
Écris un programme qui lit un fichier CSV.
Génère le code du composant.
Escribe un script en Python que descargue imágenes.
Scrivi una funzione che ordina i dati.
Escreva uma função em JavaScript que valide o formulário.
Schrijf een script dat back-ups maakt.
Napisz funkcję, która sprawdza hasło.
Napiš program, který stáhne stránku.
Напиши функцию на Python, которая сортирует список.
説明に従ってプログラムを書いてください。
このAPIのクライアントをTypeScriptで実装してください。
请编写一个函数实现下面的需求。
用Python写一个爬虫脚本。
설명에 맞는 코드를 작성하세요.`,
  competitive_programming: `Löse die Wettbewerbsaufgabe; lies von der Standardeingabe.
Résous ce problème de concours en lisant l'entrée standard.
Resuelve el problema del concurso leyendo de la entrada estándar.
Leggi da standard input e stampa la risposta; n fino a 100000.
Reši soutěžní úlohu: čti ze standardního vstupu.
Реши задачу: ввод из stdin, ограничение времени 2 секунды.
競技プログラミングの問題を解いてください。標準入力から読み込みます。
请解决这道竞赛题,从标准输入读取,时间限制1秒。
표준 입력에서 읽어 답을 출력하는 프로그램을 작성하세요.`,
  code_reasoning: `Was gibt dieser Code aus?
Que renvoie cette fonction pour l'entrée donnée ?
¿Qué imprime este programa?
Cosa stampa il programma?
O que este código imprime?
Wat drukt dit programma af?
Co wypisze ten program?
Co vypíše tento kód?
Что выведет эта программа?
このコードは何を出力しますか。
这段代码的输出是什么?
이 코드는 무엇을 출력합니까?`,
  function_calling: `Rufe die passende Funktion mit ihren Argumenten auf.
Appelle la fonction qui répond à la demande.
Llama a la función adecuada con sus argumentos en JSON.
Scegli la funzione e compila i parametri.
Chame a função correta com os parâmetros.
Wybierz funkcję i podaj argumenty.
Vyber funkci a vyplň její parametry.
Вызови подходящую функцию с аргументами.
適切な関数を選び、引数をJSONで出力してください。
选择合适的函数并以JSON给出参数。
적절한 함수를 골라 인수를 JSON으로 출력하세요.`,
  instruction_following: `Schreibe über das Thema in genau drei Absätzen, ohne ein Komma.
Antworte nur in Kleinbuchstaben und verwende das Wort "Hafen" viermal.
Écris un texte en majuscules d'au moins 200 mots, sans virgule.
Réponds en exactement cinq phrases et termine par "voilà tout".
Escribe la respuesta en minúsculas, con exactamente cuatro párrafos separados por ***.
Scrivi esattamente sei frasi e non usare la lettera z.
Escreva em letras maiúsculas com pelo menos três seções destacadas.
Schrijf precies twee alinea's zonder komma's.
Napisz dokładnie trzy akapity bez przecinków.
Napiš přesně čtyři věty a každou začni slovem „Protože“.
Напиши ровно три абзаца без запятых, слово «река» не менее пяти раз.
三つの段落で、句点を使わずに書いてください。「港」という語を四回以上含めてください。
百五十文字以上で、ひらがなのみを使って答えてください。
用恰好三段回答,不要使用逗号,并以“就是这样”结尾。
至少写两百字,关键词“河流”必须出现三次。
정확히 세 문단으로 쓰고 쉼표를 쓰지 마세요. "강"이라는 단어를 네 번 포함하세요.`,
  open_chat: `Gib mir Tipps, wie ich besser schlafe.
Erkläre mir einfach, was Inflation ist.
Sei ein freundlicher Assistent und plaudere mit dem Nutzer.
Explique-moi la photosynthèse simplement.
Donne-moi des idées pour le week-end.
Dame consejos para aprender un idioma.
¿Cuáles son las ventajas y desventajas de trabajar desde casa?
Spiegami come funziona un mutuo.
Dê-me ideias de presentes para a minha mãe.
Geef me advies over mijn loopbaan.
Doradź mi, jak oszczędzać pieniądze.
Poraď mi, jak začít běhat.
Объясни простыми словами, что такое инфляция.
Посоветуй, чем заняться в выходные.
上司との関係を良くする方法を教えてください。
週末の過ごし方のアイデアをください。
なぜ空が青いのか子どもにもわかるように説明してください。
给我一些学习英语的建议。
请介绍一下如何准备面试。
为什么会下雨?请简单解释。
건강하게 먹는 방법을 알려 주세요.
인플레이션이 무엇인지 쉽게 설명해 주세요.`,
  grounded_qa: `Beantworte die Frage nur mit dem folgenden Kontext.
Was sagt das Dokument über die Kündigungsfrist?
Réponds à la question à partir du texte ci-dessous.
D'après les documents fournis, réponds à l'utilisateur et cite tes sources.
Responde usando solo el contexto proporcionado.
Según el pasaje, responde a la pregunta.
Rispondi alla domanda in base al testo seguente.
Responda com base apenas no documento.
Beantwoord de vraag aan de hand van de tekst.
Odpowiedz na podstawie podanego tekstu.
Odpověz na otázku podle následujícího textu.
Ответь на вопрос по приведённому тексту.
以下の文章に基づいて質問に答えてください。
次の文脈だけを使って質問に答え、なければ「わかりません」と答えてください。
请根据以下资料回答问题。
仅使用给出的上下文回答,如果没有答案就说不知道。
다음 문서를 바탕으로 질문에 답하세요.`,
  summarisation: `Fasse den folgenden Artikel in drei Sätzen zusammen.
Erstelle ein Protokoll der Besprechung.
Résume le texte en cinq lignes.
Fais un compte rendu de la réunion.
Resume el texto en un párrafo.
Haz un resumen de la conversación con los puntos clave.
Riassumi l'articolo in poche frasi.
Resuma o documento em tópicos.
Vat de tekst samen in twee zinnen.
Streść artykuł w kilku zdaniach.
Shrň text do tří vět.
Кратко изложи содержание статьи.
次の文章を三行で要約してください。
会議の議事録を要点にまとめてください。
请用三句话概括下面的文章。
总结这段对话的要点。
다음 글을 세 문장으로 요약하세요.`,
  translation: `Übersetze den Text ins Französische.
Traduis le texte en allemand.
Traduce el siguiente texto al inglés.
Traduci il testo in inglese.
Traduza o texto para o espanhol.
Vertaal de tekst naar het Engels.
Przetłumacz tekst na angielski.
Přelož text do angličtiny.
Переведи текст на английский.
次の文を英語に訳してください。
日本語に翻訳し、用語は原文のままにしてください。
请把下面的文字翻译成英文。
翻译成中文,保留占位符。
다음 글을 영어로 번역하세요.`,
  rewriting: `Korrigiere Rechtschreibung und Grammatik.
Formuliere den Absatz einfacher.
Corrige les fautes de ce texte.
Reformule le paragraphe dans un style plus formel.
Corrige la gramática del texto.
Reescribe el mensaje con un tono más amable.
Riscrivi la frase in modo più chiaro.
Reescreva o texto de forma mais simples.
Herschrijf de tekst in een vriendelijkere toon.
Popraw błędy w tekście.
Oprav pravopis v textu.
Исправь ошибки и перепиши понятнее.
次の文章を丁寧な表現に書き換えてください。
誤字脱字を直してください。
请润色下面的文字,保持原意。
把这段话改写得更正式。
다음 문장을 더 공손하게 고쳐 쓰세요.`,
  classification: `Ordne den Text einer der Kategorien zu.
Klassifiziere das Ticket nach Dringlichkeit.
Classe le message dans une des catégories.
Quelle est la catégorie de ce produit ? Donne l'étiquette.
Clasifica el texto en una de las categorías.
Classifica il documento per tipo.
Classifique a mensagem em uma das categorias.
Deel het bericht in bij een categorie.
Przypisz tekst do jednej z kategorii.
Zařaď text do jedné z kategorií.
Отнеси текст к одной из категорий.
次の文章をカテゴリのいずれかに分類してください。
問い合わせの種類をラベルで答えてください。
请将文本归入以下类别之一。
判断这条消息的类别,只输出标签。
다음 글을 카테고리 중 하나로 분류하세요.`,
  sentiment_analysis: `Ist die Bewertung positiv oder negativ?
Welche Stimmung hat der Kommentar?
Quel est le sentiment de ce commentaire : positif ou négatif ?
Indica si la reseña es positiva, negativa o neutra.
Qual è il sentimento della recensione?
Qual é o sentimento do comentário?
Is de recensie positief of negatief?
Czy ta opinia jest pozytywna?
Je recenze pozitivní, nebo negativní?
Определи тональность отзыва.
このレビューは肯定的ですか、否定的ですか。
この文の感情を答えてください。
判断评论的情感是正面还是负面。
이 리뷰는 긍정인가요 부정인가요?`,
  moderation: `Verstößt der Kommentar gegen die Regeln? Ja oder nein.
Ce message est-il toxique ?
¿El comentario contiene odio o violencia?
Il messaggio viola le regole della community?
O texto contém discurso de ódio?
Is dit bericht spam?
Czy komentarz jest obraźliwy?
Obsahuje zpráva osobní údaje?
Нарушает ли сообщение правила?
この投稿は不適切な内容を含みますか。
判断内容是否违规。
이 댓글이 유해한지 판단하세요.`,
  request_routing: `Erkenne die Absicht der Anfrage und wähle die Abteilung.
Formuliere die Folgefrage als eigenständige Frage.
Détermine quel agent doit traiter la demande.
Reformule la question de suivi en une question autonome.
Decide qué agente debe atender la solicitud.
Genera consultas de búsqueda para la pregunta.
Individua l'intento dell'utente.
Decida para qual departamento enviar a mensagem.
Bepaal welke agent het verzoek moet afhandelen.
Wybierz agenta dla tego zapytania.
Urči záměr dotazu.
Определи намерение пользователя и выбери отдел.
ユーザーの意図を判定し、担当エージェントを選んでください。
会話の履歴から、単独で意味が通る検索クエリを作ってください。
识别用户意图并选择合适的智能体。
根据聊天记录把后续问题改写成独立的问题。
사용자의 의도를 파악해 담당 부서를 고르세요.`,
  evaluation_judging: `Bewerte die Antwort von 1 bis 5.
Welche der beiden Antworten ist besser?
Note la réponse de 1 à 5 selon les critères.
Évalue si la réponse est fidèle au contexte.
Evalúa la respuesta del 1 al 10.
Valuta la risposta rispetto al riferimento.
Avalie qual das duas respostas é melhor.
Beoordeel het antwoord met een cijfer.
Oceń odpowiedź w skali od 1 do 5.
Ohodnoť odpověď podle kritérií.
Оцени ответ по шкале от 1 до 5.
回答を1から5で評価してください。
二つの回答を比較し、どちらが良いか判定してください。
请为回答打分,满分五分。
比较两个回答,判断哪个更好。
답변을 1점에서 5점으로 평가하세요.`,
  data_extraction: `Extrahiere Name, Datum und Betrag aus dem Dokument.
Nenne alle Personen und Orte im Text als JSON.
Extrais les entités nommées du texte.
Relève la date et le total de la facture.
Extrae los datos de la factura en JSON.
Estrai i nomi e le date dal testo.
Extraia os campos do formulário.
Haal de gegevens uit de factuur.
Wyodrębnij dane z dokumentu.
Vytáhni z textu jména a data.
Извлеки имена и даты из текста.
文書から氏名と日付を抽出してください。
レシートから合計金額と店名を取り出してJSONで返してください。
从文本中提取人名、地点和日期。
提取发票中的金额与日期,返回JSON。
문서에서 이름과 날짜를 추출하세요.`,
  text_to_sql: `Schreibe eine SQL-Abfrage für die Frage.
Écris une requête SQL pour cette question.
Genera una consulta SQL para la pregunta.
Scrivi una query SQL sullo schema dato.
Escreva uma consulta SQL.
Schrijf een SQL-query.
Napisz zapytanie SQL.
Napiš SQL dotaz.
Напиши SQL-запрос к таблицам.
次の質問に答えるSQLを書いてください。
根据表结构写出SQL查询。
질문에 맞는 SQL을 작성하세요.`,
  code_edit: `Behebe den Fehler in diesem Code.
Überarbeite die Funktion, ohne ihr Verhalten zu ändern.
Corrige le bug dans ce code.
Refactorise cette classe.
Corrige el error de este código.
Aggiungi i tipi a questo codice.
Refatore a função abaixo.
Los de fout in deze code op.
Popraw błąd w kodzie.
Oprav chybu v tomto kódu.
Исправь ошибку в коде.
このコードのバグを修正してください。
関数をリファクタリングしてください。
修复这段代码中的错误。
重构这个函数。
이 코드의 버그를 고치세요.`,
  code_review: `Prüfe den Code und melde Probleme.
Fais une revue de ce diff.
Revisa el código y señala errores.
Fai la revisione di questa pull request.
Revise este código e aponte problemas.
Beoordeel deze wijzigingen.
Sprawdź kod i wskaż problemy.
Zkontroluj kód a vypiš problémy.
Проверь код и укажи на проблемы.
コードレビューをして問題点を挙げてください。
审查代码并指出问题。
코드를 리뷰하고 문제점을 지적하세요.`,
  code_explanation: `Erkläre, was dieser Code macht.
Schreibe eine Commit-Nachricht zu den Änderungen.
Explique ce que fait cette fonction.
Explica qué hace este código.
Spiega cosa fa questo script.
Explique o que este código faz.
Leg uit wat deze functie doet.
Wyjaśnij, co robi ten kod.
Vysvětli, co dělá tento kód.
Объясни, что делает этот код.
このコードが何をするか説明してください。
差分からコミットメッセージを書いてください。
解释这段代码的作用。
根据改动写提交信息。
이 코드가 하는 일을 설명하세요.`,
  reasoning_puzzle: `Löse das Logikrätsel: Wer wohnt im roten Haus?
Résous l'énigme logique à partir des indices.
Resuelve el acertijo lógico con las pistas.
Risolvi l'indovinello logico.
Resolva o enigma lógico.
Los de logische puzzel op.
Rozwiąż zagadkę logiczną.
Vyřeš logickou hádanku.
Реши логическую загадку: кто говорит правду?
手がかりから論理パズルを解いてください。
誰が嘘つきかを推理してください。
根据线索解开逻辑谜题。
推理谁在说谎。
단서를 보고 논리 퍼즐을 푸세요.`,
  agentic_workflow: `Du bist ein Agent. Nutze die Werkzeuge, bis das Ziel erreicht ist.
Plane die Schritte und führe sie nacheinander aus.
Tu es un agent autonome : utilise les outils jusqu'à atteindre l'objectif.
Eres un agente; usa las herramientas paso a paso hasta terminar la tarea.
Sei un agente: pianifica ed esegui le azioni con gli strumenti.
Você é um agente; use as ferramentas até concluir a tarefa.
Je bent een agent; gebruik de tools tot het doel bereikt is.
Jesteś agentem i wykonujesz zadania za pomocą narzędzi.
Jsi agent; plánuj a používej nástroje.
Ты агент: планируй и вызывай инструменты, пока цель не достигнута.
あなたは自律エージェントです。目標を達成するまでツールを使ってください。
次の行動を計画し、ツールを一つずつ呼び出してください。
你是一个智能体,使用工具逐步完成任务。
规划下一步行动并调用工具。
당신은 에이전트입니다. 목표를 이룰 때까지 도구를 사용하세요.`,
  support_faq: `Beantworte die Anfrage des Kunden zu seiner Bestellung.
Réponds au client qui demande un remboursement.
Responde a la queja del cliente sobre su pedido.
Rispondi al cliente che chiede un reso.
Responda à dúvida do cliente sobre a entrega.
Beantwoord de vraag van de klant over de levering.
Odpowiedz klientowi na pytanie o zwrot.
Odpověz zákazníkovi na dotaz k objednávce.
Ответь клиенту на вопрос о доставке.
お客様のお問い合わせに丁寧に回答してください。
你是客服,请回复顾客关于退款的问题。
고객의 배송 문의에 답변하세요.`,
  email_drafting: `Schreibe eine E-Mail an den Kunden.
Rédige un e-mail pour confirmer le rendez-vous.
Redacta un correo para rechazar la oferta.
Scrivi un'email per rimandare la riunione.
Escreva um e-mail de agradecimento.
Schrijf een e-mail aan de leverancier.
Napisz e-mail do klienta.
Napiš e-mail kolegovi o schůzce.
Напиши письмо клиенту.
取引先へのメールを書いてください。
写一封邮件给客户。
고객에게 보낼 이메일을 작성하세요.`,
  document_drafting: `Schreibe einen Bericht über das Thema mit Überschriften.
Erstelle eine Gliederung für den Vortrag.
Rédige un article de blog sur le sujet.
Redacta un informe con introducción y conclusiones.
Scrivi un articolo per il blog.
Escreva um artigo com título e subtítulos.
Schrijf een persbericht.
Napisz artykuł na bloga.
Napiš zprávu o projektu.
Напиши статью с заголовками.
製品の紹介記事を書いてください。
提案書の構成案を作成してください。
写一篇关于该主题的报告。
撰写产品介绍文案。
주제에 대한 보고서를 작성하세요.`,
  creative_writing: `Schreibe eine Kurzgeschichte.
Écris un poème sur la mer.
Escribe un cuento corto.
Scrivi una poesia.
Escreva um conto de fadas.
Schrijf een kort verhaal.
Napisz wiersz.
Napiš pohádku.
Напиши стихотворение.
短い物語を書いてください。
俳句を作ってください。
写一个短篇故事。
写一首诗。
짧은 이야기를 써 주세요.`,
  roleplay: `Spiele die Rolle des Wirts und bleibe in der Rolle.
Joue le rôle du client dans cette conversation.
Interpreta el papel de un pirata y no rompas el personaje.
Interpreta il ruolo del detective.
Faça o papel do entrevistador.
Speel de rol van de patiënt.
Wciel się w rolę rycerza.
Hraj roli zákazníka.
Сыграй роль капитана и не выходи из образа.
キャラクターになりきって会話してください。
面接官の役を演じてください。
扮演这个角色与我对话。
캐릭터를 연기하며 대화하세요.`,
  templated_generation: `Fülle die Vorlage mit den Werten aus.
Remplis le modèle avec les données.
Rellena la plantilla con los datos.
Compila il modello con i dati.
Preencha o modelo com os dados.
Vul het sjabloon in.
Wypełnij szablon danymi.
Vyplň šablonu údaji.
Заполни шаблон данными.
テンプレートに値を入れて文を作ってください。
用数据填写模板。
템플릿을 데이터로 채우세요.`,
  data_generation: `Erstelle zehn Fragen zum Text.
Erzeuge Testdaten nach dem Schema.
Génère cinq questions sur le passage.
Genera preguntas de examen a partir del texto.
Genera dati di esempio.
Gere perguntas e respostas sobre o texto.
Maak vijf quizvragen.
Utwórz pytania do tekstu.
Vytvoř testovací data.
Составь вопросы к тексту.
文章から問題を五つ作成してください。
テスト用のデータを生成してください。
根据文章出五道题。
生成测试数据。
글을 바탕으로 문제를 만드세요.`,
  analysis: `Analysiere die Daten und berichte deine Befunde.
Analyse le rapport et relève les risques.
Analiza los datos e identifica tendencias.
Analizza i risultati e spiega le cause.
Analise o contrato e aponte os riscos.
Analyseer de cijfers en beschrijf de trends.
Przeanalizuj dane i opisz wnioski.
Analyzuj data a popiš zjištění.
Проанализируй данные и опиши выводы.
データを分析し、傾向を報告してください。
事故の原因を分析してください。
分析数据并报告发现。
分析这份报告的优缺点。
데이터를 분석하고 결과를 보고하세요.`,
};
